/** Outgoing HTTP towards servers that nobody vouches for: checked addresses, bounded size, time and redirects. */

import { lookup } from "node:dns/promises";
import { Agent } from "undici";
import { acceptedEncodings, readBody, tooLarge } from "./body.ts";
import { checkedConnector, type Resolver } from "./connector.ts";
import { checkUrl, dispatch, flatten, redirectTarget, withoutCredentials } from "./dispatch.ts";
import { FetchError } from "./error.ts";
import { toFetchError } from "./failure.ts";
import type { AddressPolicy } from "./policy.ts";
import { streamFrom, type RemoteStream } from "./remoteStream.ts";

export interface RemoteRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** Names in lower case. `host`, `content-length` and `connection` are ours to set. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Of the answer, unpacked; 1 MB when left out. */
  readonly maxBytes?: number;
  /** From the call to the last byte, redirects included; 10 s when left out. */
  readonly timeoutMillis?: number;
  /**
   * How many redirects of a GET or HEAD to follow; none when left out: the answer is then the redirect itself, for
   * callers that sign each hop.
   */
  readonly maxRedirects?: number;
}

export interface RemoteResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/** @throws {FetchError} */
export type RemoteFetch = (request: RemoteRequest) => Promise<RemoteResponse>;

export interface RemoteFetchOptions {
  readonly policy: AddressPolicy;
  /** `Mastic/0.1.0 (+https://social.example)`: some servers answer nobody without a name. */
  readonly userAgent: string;
  /** The system's resolver when left out. */
  readonly resolve?: Resolver;
  readonly ca?: string;
  /** Connections to one origin at the same time; 16 when left out. */
  readonly connectionsPerOrigin?: number;
}

export interface RemoteClient {
  readonly fetch: RemoteFetch;
  /** For what is too large to be kept in memory. */
  readonly stream: RemoteStream;
  /** Ends all connections. */
  close(): Promise<void>;
}

const DEFAULT_MAX_BYTES = 1_000_000;
const DEFAULT_TIMEOUT_MILLIS = 10_000;
/** No caller gets more redirects than this (reference: amplification by redirects). */
const MAX_REDIRECTS = 3;

const systemResolver: Resolver = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

export function remoteClient(options: RemoteFetchOptions): RemoteClient {
  const { policy } = options;
  const agent = new Agent({
    connect: checkedConnector({
      policy,
      resolve: options.resolve ?? systemResolver,
      timeoutMillis: DEFAULT_TIMEOUT_MILLIS,
      ca: options.ca,
    }),
    allowH2: false,
    connections: options.connectionsPerOrigin ?? 16,
    pipelining: 1,
    keepAliveTimeout: 15_000,
    keepAliveMaxTimeout: 60_000,
    maxHeaderSize: 16_384,
    // Hosts without an open connection are forgotten; this bounds those with one.
    maxOrigins: 4_096,
  });

  const fetch: RemoteFetch = async (request) => {
    const maxRedirects = Math.min(request.maxRedirects ?? 0, MAX_REDIRECTS);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), request.timeoutMillis ?? DEFAULT_TIMEOUT_MILLIS);
    const visited = new Set<string>();
    try {
      let hop = request;
      for (;;) {
        const url = checkUrl(hop.url, policy);
        visited.add(url.href);
        const response = await exchange(agent, hop, url, options.userAgent, controller.signal);
        const target = request.maxRedirects === undefined ? undefined : redirectTarget(hop.method, response);
        if (target === undefined) return response;
        if (visited.has(target) || visited.size > maxRedirects)
          throw new FetchError("too_many_redirects", `${request.url} redirects too often`, { url: hop.url });
        hop = { ...hop, url: target, headers: withoutCredentials(hop.headers) };
      }
    } finally {
      clearTimeout(timer);
    }
  };

  const stream = streamFrom({ agent, policy, userAgent: options.userAgent });
  return { fetch, stream, close: () => agent.destroy() };
}

async function exchange(
  agent: Agent,
  request: RemoteRequest,
  url: URL,
  userAgent: string,
  signal: AbortSignal,
): Promise<RemoteResponse> {
  const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES;
  let status: number | undefined;
  try {
    const headers = { "accept-encoding": acceptedEncodings, ...request.headers };
    const response = await dispatch(agent, { ...request, headers, userAgent, signal }, url);
    status = response.statusCode;
    // What we end by ourselves raises an error on the stream as well, after nobody listens any more.
    response.body.on("error", () => undefined);
    const answered = flatten(response.headers);
    // These describe a body that they do not carry (RFC 9110 section 6.4.1).
    const isBodiless = request.method === "HEAD" || status === 204 || status === 304;
    if (!isBodiless && Number(answered["content-length"]) > maxBytes) {
      response.body.destroy();
      throw tooLarge(maxBytes);
    }
    const encoding = isBodiless ? "" : (answered["content-encoding"] ?? "");
    const body = await readBody(response.body, encoding, maxBytes);
    return { status, headers: answered, body, url: url.href };
  } catch (error) {
    throw toFetchError(error, { url: url.href, status, isPastDeadline: signal.aborted });
  }
}
