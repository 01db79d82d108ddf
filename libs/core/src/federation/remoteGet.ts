/**
 * A GET to another server: each hop checked and signed anew, at most three redirects, none of them twice
 * (CWE-918, server-side request forgery).
 */

import { doubleKnock, type KnockStore, signRequest } from "@mastic/http-signatures";
import type { HttpResponse } from "../context.ts";
import { CoreError } from "../error.ts";
import type { FederationContext } from "./context.ts";
import { asSent, mayFetch, resolveLocation, withoutFragment } from "./origin.ts";
import type { Signer } from "./signers.ts";
import type { Millis } from "../store/store.ts";

const REDIRECTS = 3;
/** Documents from elsewhere, in bytes. */
export const MAX_DOCUMENT = 1_048_576;

export interface RemoteRequest {
  readonly accept: string;
  /** `null`: nobody signs. */
  readonly signer: Signer | null;
  /** When the last of its hops has to have ended, in milliseconds since the Unix epoch. */
  readonly until: Millis;
}

/** Lets one request to a host through, or throws. */
export type Pass = <R>(url: string, send: () => Promise<R>) => Promise<R>;

export interface RemoteAnswer {
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly response: HttpResponse;
}

/**
 * @throws {CoreError} `NotFound` (404, or we may not see it: the status, where there was one, is its `cause`), `Gone` (410),
 * `RemoteUnavailable` (anything else)
 */
export async function remoteGet(
  ctx: FederationContext,
  uri: string,
  request: RemoteRequest,
  pass: Pass,
): Promise<RemoteAnswer> {
  const visited = new Set<string>();
  let url = withoutFragment(uri);
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    if (visited.has(url)) throw unavailable(`${uri} redirects in a circle`);
    visited.add(url);
    if (!mayFetch(ctx.instance, url)) throw new CoreError("NotFound", `${url} is nothing to fetch.`);
    const hop = url;
    const response = await pass(hop, () => getOnce(ctx, hop, request));
    if (response.status >= 200 && response.status < 300) return { url, response };
    if (response.status < 300 || response.status >= 400) throw refusal(url, response.status);
    const next = resolveLocation(url, response.headers["location"] ?? "");
    if (next === undefined) throw unavailable(`${url} redirects to nowhere`);
    url = withoutFragment(next);
  }
  throw unavailable(`${uri} redirects more than ${REDIRECTS} times`);
}

/** What a host takes is remembered where much is sent to it: when activities are delivered. */
const unremembered: KnockStore = { get: () => undefined, set: () => undefined };

async function getOnce(ctx: FederationContext, url: string, request: RemoteRequest): Promise<HttpResponse> {
  if (request.signer === null) return send(ctx, url, request, "cavage");
  return doubleKnock(url, {
    store: unremembered,
    now: ctx.now(),
    send: (scheme) => send(ctx, url, request, scheme),
  });
}

async function send(
  ctx: FederationContext,
  url: string,
  { accept, signer, until }: RemoteRequest,
  scheme: "cavage" | "rfc9421",
): Promise<HttpResponse> {
  const headers = { accept, "user-agent": userAgent(ctx) };
  const request = { method: "GET", url, headers };
  const signature =
    signer === null
      ? {}
      : await signRequest(
          { ...request, url: asSent(url) },
          { ...signer, now: ctx.now(), crypto: ctx.crypto, scheme },
        );
  try {
    return await ctx.fetch({
      ...request,
      headers: { ...headers, ...signature },
      maxBytes: MAX_DOCUMENT,
      timeoutMillis: Math.max(1, until - ctx.now()),
    });
  } catch (cause) {
    // The host may not fetch it at all: a private address, a scheme that is refused.
    const isRefused = cause instanceof Error && "kind" in cause && cause.kind === "input";
    throw new CoreError(isRefused ? "NotFound" : "RemoteUnavailable", `${url} does not answer.`, { cause });
  }
}

/** Some peers refuse requests that do not say who asks. */
export function userAgent(ctx: FederationContext): string {
  return `Mastic/${ctx.instance.version} (+${ctx.instance.origin}/)`;
}

function refusal(url: string, status: number): CoreError {
  if (status === 410) return new CoreError("Gone", `${url} has been deleted.`);
  if (status === 404 || status === 401 || status === 403)
    return new CoreError("NotFound", `${url} is not to be had.`, { cause: status });
  return unavailable(`${url} answered ${status}`);
}

function unavailable(what: string): CoreError {
  return new CoreError("RemoteUnavailable", `${what}.`);
}
