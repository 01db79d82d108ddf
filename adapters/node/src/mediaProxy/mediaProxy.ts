/**
 * Files of other servers, from the cache or fetched when somebody asks (Mastodon: `/media_proxy`): each is fetched once,
 * however many ask at the same time, and what could not be had is not asked for again at once.
 */

import { createHash } from "node:crypto";
import type { RemoteStream } from "../fetch/remoteStream.ts";
import type { MediaCache } from "./cache.ts";
import type { Kept } from "./cacheIndex.ts";
import { Download, type Head } from "./download.ts";
import { MediaProxyError, type MediaProxyErrorCode } from "./error.ts";
import { fetchInto, type FetchBounds } from "./fetchInto.ts";
import { readPart } from "./readPart.ts";
import { FetchSlots, type FetchSlotsOptions } from "./fetchSlots.ts";

export interface MediaProxyOptions {
  readonly cache: MediaCache;
  readonly stream: RemoteStream;
  /** Whether the moderators block a host; canonical, with its port unless that is the default. */
  readonly isBlocked: (host: string) => Promise<boolean>;
  /** ms since the Unix epoch. */
  readonly now: () => number;
  readonly maxBytes: number;
  /** Hears of a disk that does not take what comes. */
  readonly onUnkept?: (error: MediaProxyError) => void;
  readonly slots?: FetchSlotsOptions;
  readonly bounds?: Partial<FetchBounds>;
  readonly lingerMillis?: number;
}

/** A file that is there, or on its way. */
export interface ProxiedFile extends Head {
  /** Names this content of the URL: no character needs quoting. */
  readonly tag: string;
  /** From `start` to `end`, both included; to its end with infinity. To be read to its end or returned. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  /** Says that nobody reads it any more. Once, always. */
  release(): void;
}

const SLOTS: FetchSlotsOptions = { total: 64, perHost: 8, waiting: 1_024 };
const BOUNDS: Omit<FetchBounds, "maxBytes"> = {
  idleMillis: 10_000,
  startMillis: 15_000,
  minBytesPerSecond: 16_384,
  maxMillis: 300_000,
};
/** For a place among what is fetched. */
const WAITING_MILLIS = 15_000;
const LINGER_MILLIS = 2_000;
/** Pictures change at the same address, if seldom. */
const FRESH_MILLIS = 30 * 86_400_000;
const REFUSALS = 10_000;
/** How long what could not be had is not asked for again; the rest may be at once. */
const REFUSED_MILLIS: Readonly<Partial<Record<MediaProxyErrorCode, number>>> = {
  not_found: 600_000,
  gone: 600_000,
  not_media: 600_000,
  too_large: 600_000,
  unreachable: 60_000,
  timeout: 60_000,
  unkept: 60_000,
};

export class MediaProxy {
  readonly #options: MediaProxyOptions;
  readonly #slots: FetchSlots;
  readonly #underWay = new Map<string, Download>();
  readonly #refused = new Map<string, { readonly error: MediaProxyError; readonly until: number }>();
  readonly #work = new Set<Promise<void>>();

  constructor(options: MediaProxyOptions) {
    this.#options = options;
    this.#slots = new FetchSlots(options.slots ?? SLOTS);
  }

  /**
   * @param mayFetch called before another server is asked; what it throws is thrown
   * @param gone aborts when nobody waits for the answer any more
   * @throws {MediaProxyError}
   */
  async get(url: string, mayFetch: () => void, gone: AbortSignal): Promise<ProxiedFile> {
    const { cache, now } = this.#options;
    await this.#permit(hostOf(url));
    const key = createHash("sha256").update(url).digest("hex");
    const kept = cache.find(key);
    if (kept !== undefined && now() - kept.fetchedAt < FRESH_MILLIS) {
      const file = await keptFile(cache, kept);
      if (file !== undefined) return file;
    }
    let download = this.#underWay.get(key);
    if (download === undefined || download.signal.aborted) {
      this.#throwRefusal(key);
      mayFetch();
      download = this.#begin(url, key);
    }
    return followed(download, key, gone);
  }

  /** How many files are on their way. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** Ends what is under way, and waits for that. */
  async close(): Promise<void> {
    for (const download of this.#underWay.values())
      download.abort(new MediaProxyError("abandoned", "the node stops"));
    await Promise.all(this.#work);
    this.#options.cache.close();
  }

  #begin(url: string, key: string): Download {
    const download = new Download(this.#options.lingerMillis ?? LINGER_MILLIS);
    this.#underWay.set(key, download);
    const end = (error?: unknown): void => {
      if (this.#underWay.get(key) === download) this.#underWay.delete(key);
      if (error === undefined) download.finish();
      else download.fail(this.#refuse(key, error));
    };
    const work = this.#fetch(download, url, key).then(() => end(), end);
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
    return download;
  }

  async #fetch(download: Download, url: string, key: string): Promise<void> {
    const { cache, stream, now, maxBytes, bounds } = this.#options;
    const patience = AbortSignal.any([download.signal, AbortSignal.timeout(WAITING_MILLIS)]);
    const leave = await this.#slots.take(hostOf(url), patience);
    try {
      await fetchInto(download, url, key, {
        stream,
        cache,
        now,
        permit: ({ host }) => this.#permit(host),
        bounds: { ...BOUNDS, ...bounds, maxBytes },
      });
    } finally {
      leave();
    }
  }

  /** @throws {MediaProxyError} `blocked` */
  async #permit(host: string): Promise<void> {
    if (await this.#options.isBlocked(host))
      throw new MediaProxyError("blocked", "the moderators block the server that has it");
  }

  /** Remembers for a while what cannot be had. */
  #refuse(key: string, reason: unknown): MediaProxyError {
    // What is no answer of the other server is a lack of ours: of a place in time, of room on the disk.
    const error =
      reason instanceof MediaProxyError ? reason : new MediaProxyError("busy", "it waits too long", reason);
    if (error.code === "unkept") this.#options.onUnkept?.(error);
    const millis = REFUSED_MILLIS[error.code];
    if (millis === undefined) return error;
    const [oldest] = this.#refused.keys();
    if (this.#refused.size >= REFUSALS && oldest !== undefined) this.#refused.delete(oldest);
    this.#refused.set(key, { error, until: this.#options.now() + millis });
    return error;
  }

  #throwRefusal(key: string): void {
    const refused = this.#refused.get(key);
    if (refused === undefined) return;
    if (this.#options.now() < refused.until) throw refused.error;
    this.#refused.delete(key);
  }
}

/** @throws {MediaProxyError} `unreachable` for what is no URL */
function hostOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) throw new MediaProxyError("unreachable", "this is no URL");
  return parsed.host;
}

const tagOf = (key: string, fetchedAt: number): string => `${key.slice(0, 32)}-${fetchedAt.toString(36)}`;

async function keptFile(cache: MediaCache, kept: Kept): Promise<ProxiedFile | undefined> {
  const file = await cache.open(kept);
  if (file === undefined) return undefined;
  return {
    ...kept,
    tag: tagOf(kept.key, kept.fetchedAt),
    read: (start, end) => readPart(file, start, end),
    release: () => void file.close().catch(() => undefined),
  };
}

async function followed(download: Download, key: string, gone: AbortSignal): Promise<ProxiedFile> {
  const leave = download.join();
  const left = Promise.withResolvers<never>();
  const hurry = (): void => left.reject(new MediaProxyError("abandoned", "nobody waits for it any more"));
  gone.addEventListener("abort", hurry, { once: true });
  if (gone.aborted) hurry();
  try {
    const head = await Promise.race([download.head, left.promise]);
    return {
      ...head,
      tag: tagOf(key, head.fetchedAt),
      read: (start, end) => download.read(start, end),
      release: leave,
    };
  } catch (error) {
    leave();
    throw error;
  } finally {
    gone.removeEventListener("abort", hurry);
  }
}
