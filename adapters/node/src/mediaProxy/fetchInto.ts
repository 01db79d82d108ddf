/** Fetches one file of another server into the cache: known kinds only, by their first bytes; bounded size and slowness. */

import { FetchError } from "../fetch/error.ts";
import { toFetchError } from "../fetch/failure.ts";
import type { RemoteStream, StreamedResponse } from "../fetch/remoteStream.ts";
import { sniff, SNIFF_BYTES } from "../media/sniff.ts";
import type { MediaCache } from "./cache.ts";
import type { Download } from "./download.ts";
import { MediaProxyError } from "./error.ts";

/** What a file may take. */
export interface FetchBounds {
  readonly maxBytes: number;
  /** How long nothing may come. */
  readonly idleMillis: number;
  /** It has so long, and longer by what has come, at `minBytesPerSecond`. */
  readonly startMillis: number;
  readonly minBytesPerSecond: number;
  /** And never longer than this. */
  readonly maxMillis: number;
}

export interface FetchPorts {
  readonly stream: RemoteStream;
  readonly cache: MediaCache;
  /** Rejects for addresses that may not be asked. */
  readonly permit: (url: URL) => Promise<void>;
  readonly now: () => number;
  readonly bounds: FetchBounds;
}

const ACCEPT = "image/*, video/*, audio/*";

/**
 * Ends when the whole file is in the cache.
 * @throws {MediaProxyError}
 */
export async function fetchInto(
  download: Download,
  url: string,
  key: string,
  ports: FetchPorts,
): Promise<void> {
  const { bounds } = ports;
  const clock = new SlowClock(bounds, () =>
    download.abort(new MediaProxyError("timeout", "it comes too slowly")),
  );
  try {
    const response = await ports.stream({
      url,
      headers: { accept: ACCEPT },
      signal: download.signal,
      idleMillis: bounds.idleMillis,
      permit: ports.permit,
    });
    await takeIn(download, response, key, clock, ports);
  } catch (error) {
    throw toMediaProxyError(error, download.signal);
  } finally {
    clock.stop();
  }
}

async function takeIn(
  download: Download,
  response: StreamedResponse,
  key: string,
  clock: SlowClock,
  { cache, now, bounds }: FetchPorts,
): Promise<void> {
  const { body } = response;
  try {
    const size = sizeOf(response, bounds.maxBytes);
    const chunks = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    let first = Buffer.alloc(0);
    while (first.byteLength < SNIFF_BYTES) {
      const next: IteratorResult<Uint8Array> = await chunks.next();
      if (next.done === true) break;
      first = Buffer.concat([first, next.value]);
    }
    const type = sniff(first);
    if (type === undefined)
      throw new MediaProxyError("not_media", "it is no picture, video or sound we know");
    const fetchedAt = now();
    const incoming = await onDisk(cache.begin());
    download.begin({ type, size, fetchedAt }, incoming);
    try {
      let written = 0;
      for (let chunk: Uint8Array | undefined = first; chunk !== undefined;) {
        written += chunk.byteLength;
        if (written > bounds.maxBytes) throw tooLarge(bounds.maxBytes);
        await onDisk(incoming.write(chunk));
        clock.count(written);
        download.grow(written);
        const next: IteratorResult<Uint8Array> = await chunks.next();
        chunk = next.done === true ? undefined : next.value;
      }
      await onDisk(incoming.keep({ key, type, fetchedAt }));
    } finally {
      incoming.discard();
    }
  } finally {
    body.destroy();
  }
}

/**
 * What the server says of the size, for an answer that can be taken.
 * @throws {MediaProxyError} for any other
 */
function sizeOf({ status, headers }: StreamedResponse, maxBytes: number): number | undefined {
  if (status === 410) throw new MediaProxyError("gone", "its server says that it is gone");
  if (status === 404 || status === 401 || status === 403)
    throw new MediaProxyError("not_found", `its server answers ${status}`);
  // A part that was not asked for (206) is not the file either.
  if (status !== 200) throw new MediaProxyError("unreachable", `its server answers ${status}`);
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && encoding !== "")
    throw new MediaProxyError("not_media", `it is packed (${encoding.slice(0, 50)}), which nobody asked for`);
  const length = headers["content-length"];
  if (length === undefined) return undefined;
  const size = /^\d{1,15}$/.test(length) ? Number(length) : Number.POSITIVE_INFINITY;
  if (size > maxBytes) throw tooLarge(maxBytes);
  return size;
}

function tooLarge(maxBytes: number): MediaProxyError {
  return new MediaProxyError("too_large", `it is larger than ${maxBytes} bytes`);
}

/** A disk that does not take it is no fault of the other server. */
async function onDisk<R>(work: Promise<R>): Promise<R> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof MediaProxyError) throw error;
    throw new MediaProxyError("unkept", "it cannot be written", error);
  }
}

function toMediaProxyError(error: unknown, signal: AbortSignal): MediaProxyError {
  if (error instanceof MediaProxyError) return error;
  if (signal.reason instanceof MediaProxyError) return signal.reason;
  const { code, message } =
    error instanceof FetchError ? error : toFetchError(error, { url: "", isPastDeadline: false });
  if (code === "timeout") return new MediaProxyError("timeout", message, error);
  if (code === "overloaded" || code === "closed") return new MediaProxyError("busy", message, error);
  return new MediaProxyError("unreachable", message, error);
}

/** Ends what comes more slowly than it may. */
class SlowClock {
  readonly #bounds: FetchBounds;
  readonly #expire: () => void;
  readonly #started = performance.now();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(bounds: FetchBounds, expire: () => void) {
    this.#bounds = bounds;
    this.#expire = expire;
    this.#look();
  }

  count(bytes: number): void {
    this.#bytes = bytes;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    const { startMillis, minBytesPerSecond, maxMillis } = this.#bounds;
    const allowed = Math.min(maxMillis, startMillis + (this.#bytes / minBytesPerSecond) * 1_000);
    const left = allowed - (performance.now() - this.#started);
    if (left <= 0) this.#expire();
    else this.#timer = setTimeout(() => this.#look(), left);
  }
}
