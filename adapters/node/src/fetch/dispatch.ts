/** One hop of an outgoing request: the URL checked, our own headers, and where a redirect leads (RFC 9110 section 15.4). */

import type { Agent, Dispatcher } from "undici";
import { FetchError } from "./error.ts";
import { isStaleConnection } from "./failure.ts";
import type { AddressPolicy } from "./policy.ts";

const MAX_URL_LENGTH = 4_096;

export interface Hop {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly userAgent: string;
  readonly signal: AbortSignal;
  /** How long nothing may come, before the headers and then within the body, in milliseconds; undici's when left out. */
  readonly idleMillis?: number;
}

/** @throws {FetchError} `invalid_url`, `protocol_refused` */
export function checkUrl(text: string, policy: AddressPolicy): URL {
  const url = text.length > MAX_URL_LENGTH ? null : URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "")
    throw new FetchError("invalid_url", "this is no URL that can be fetched", { url: text.slice(0, 200) });
  policy.checkScheme(url.protocol);
  return url;
}

/** Sends, and sends again where a connection that was kept alive had died meanwhile. */
export async function dispatch(agent: Agent, hop: Hop, url: URL): Promise<Dispatcher.ResponseData> {
  const { idleMillis } = hop;
  const send = (): Promise<Dispatcher.ResponseData> =>
    agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      // Whether a method may be sent is for the caller to know, and for the peer to answer.
      method: hop.method,
      headers: { "user-agent": hop.userAgent, ...withoutFraming(hop.headers) },
      body: hop.body ?? null,
      signal: hop.signal,
      ...(idleMillis === undefined ? {} : { headersTimeout: idleMillis, bodyTimeout: idleMillis }),
    });
  try {
    return await send();
  } catch (error) {
    if (hop.signal.aborted || !isStaleConnection(error)) throw error;
    return send();
  }
}

/**
 * The next hop, for a GET or HEAD that was answered with a redirect.
 * @throws {FetchError} `invalid_response`
 */
export function redirectTarget(
  method: string,
  {
    status,
    headers,
    url,
  }: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly url: string;
  },
): string | undefined {
  const isRedirect = status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
  const { location } = headers;
  if (!isRedirect || location === undefined || !["GET", "HEAD"].includes(method)) return undefined;
  const target = URL.parse(location, url);
  if (target === null) throw new FetchError("invalid_response", "a redirect to nowhere", { url, status });
  target.hash = "";
  return target.href;
}

function withoutFraming(headers: Readonly<Record<string, string>>): Record<string, string> {
  return without(headers, ["host", "content-length", "transfer-encoding", "connection", "expect"]);
}

/** A signature covers the target of its own hop, and credentials are nobody else's business. */
export function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  return without(headers, ["authorization", "cookie", "signature", "signature-input"]);
}

function without(
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase())));
}

/** Names in lower case; repeated headers joined by a comma. */
export function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
  return flat;
}
