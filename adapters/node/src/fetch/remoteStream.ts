/** Outgoing GETs whose bodies are read as they come: checked addresses at every redirect, and no packed bodies. */

import type { Readable } from "node:stream";
import type { Agent } from "undici";
import { checkUrl, dispatch, flatten, redirectTarget } from "./dispatch.ts";
import { FetchError } from "./error.ts";
import { toFetchError } from "./failure.ts";
import type { AddressPolicy } from "./policy.ts";

export interface StreamRequest {
  /** Absolute. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends it, whatever is going on. */
  readonly signal: AbortSignal;
  /** How long nothing may come, in milliseconds. */
  readonly idleMillis: number;
  /** Asked before each hop; what it rejects with, the whole request does. */
  readonly permit: (url: URL) => Promise<void>;
}

export interface StreamedResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent: never unpacked. To be read to its end or destroyed. Its errors are not FetchErrors: `toFetchError`. */
  readonly body: Readable;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/** @throws {FetchError} */
export type RemoteStream = (request: StreamRequest) => Promise<StreamedResponse>;

/** No caller gets more redirects than this. */
const MAX_REDIRECTS = 3;

export function streamFrom(network: {
  readonly agent: Agent;
  readonly policy: AddressPolicy;
  readonly userAgent: string;
}): RemoteStream {
  const { agent, policy, userAgent } = network;

  /** @throws {FetchError} */
  const exchange = async (request: StreamRequest, url: URL): Promise<StreamedResponse> => {
    try {
      const { signal, idleMillis } = request;
      const headers = { ...request.headers, "accept-encoding": "identity" };
      const hop = { method: "GET", headers, userAgent, signal, idleMillis };
      const response = await dispatch(agent, hop, url);
      // What we end by ourselves raises an error on the stream as well, after nobody listens any more.
      response.body.on("error", () => undefined);
      return {
        status: response.statusCode,
        headers: flatten(response.headers),
        body: response.body,
        url: url.href,
      };
    } catch (error) {
      throw toFetchError(error, { url: url.href, isPastDeadline: request.signal.aborted });
    }
  };

  return async (request) => {
    const visited = new Set<string>();
    let target = request.url;
    for (;;) {
      const url = checkUrl(target, policy);
      await request.permit(url);
      visited.add(url.href);
      const response = await exchange(request, url);
      const next = redirectOf(response);
      if (next === undefined) return response;
      response.body.destroy();
      if (visited.has(next) || visited.size > MAX_REDIRECTS)
        throw new FetchError("too_many_redirects", `${request.url} redirects too often`, { url: url.href });
      target = next;
    }
  };
}

/** @throws {FetchError} `invalid_response` */
function redirectOf(response: StreamedResponse): string | undefined {
  try {
    return redirectTarget("GET", response);
  } catch (error) {
    response.body.destroy();
    throw error;
  }
}
