/** A media proxy on a cache of its own, and an origin on this machine that answers as a test says. */

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { addressPolicy } from "../fetch/policy.ts";
import { remoteClient } from "../fetch/remoteFetch.ts";
import { MediaCache } from "./cache.ts";
import { MediaProxy, type MediaProxyOptions, type ProxiedFile } from "./mediaProxy.ts";

/** Begins as a PNG does, and no two are the same. */
export function picture(bytes: number, seed = 1): Buffer {
  const made = Buffer.alloc(bytes, `picture ${seed} `);
  made.write("\x89PNG\r\n\x1a\n", "latin1");
  return made;
}

export interface Origin {
  /** Without a trailing slash. */
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: string[];
}

export async function startOrigin(answer: RequestListener, address = "127.0.0.1"): Promise<Origin> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${address}:${port}`, asked };
}

/** A folder that goes with the test. */
export function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), "mastic-media-proxy-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export interface TestProxy {
  readonly proxy: MediaProxy;
  readonly cache: MediaCache;
  /** Moves the clock. */
  readonly pass: (millis: number) => void;
  readonly get: (url: string) => Promise<ProxiedFile>;
  /** The whole file. */
  readonly fetch: (url: string) => Promise<Buffer>;
}

const MAX_BYTES = 1_000_000;

export function startProxy(
  options: Partial<MediaProxyOptions> & {
    readonly directory?: string;
    readonly cacheBytes?: number;
    /** Where connections may go; to this machine when left out. */
    readonly ranges?: readonly string[];
  } = {},
): TestProxy {
  let time = Date.UTC(2026, 10, 22);
  const now = (): number => time;
  const network = remoteClient({
    policy: addressPolicy({
      allowPrivateAddresses: false,
      allowedPrivateRanges: options.ranges ?? ["127.0.0.0/8"],
    }),
    userAgent: "Mastic/test (+https://me.example)",
  });
  const cache = new MediaCache({
    directory: options.directory ?? folder(),
    maxBytes: options.cacheBytes ?? 10 * MAX_BYTES,
    now,
  });
  const proxy = new MediaProxy({
    cache,
    stream: network.stream,
    isBlocked: async () => false,
    now,
    maxBytes: MAX_BYTES,
    ...options,
  });
  onTestFinished(async () => {
    await proxy.close();
    await network.close();
  });
  const get = (url: string): Promise<ProxiedFile> =>
    proxy.get(url, () => undefined, new AbortController().signal);
  return {
    proxy,
    cache,
    pass: (millis) => {
      time += millis;
    },
    get,
    async fetch(url) {
      const file = await get(url);
      try {
        return await readWhole(file);
      } finally {
        file.release();
      }
    },
  };
}

export async function readWhole(file: ProxiedFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.read(0, Number.POSITIVE_INFINITY)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
