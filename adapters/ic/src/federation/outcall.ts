/** The network of a canister: HTTPS outcalls, each made by one replica and answered once (interface specification: IC method http_request). */

import {
  CoreError,
  type HttpRequest,
  type HttpResponse,
  type Instance,
  type RemoteFetch,
} from "@mastic/core";
import { tryParseUrl } from "@mastic/validation";
import { CallError } from "../engine/call.ts";
import { management } from "../host/management.ts";
import { isPublicName } from "./publicName.ts";

/**
 * The largest answer that is asked for, in bytes: an outcall costs by what it might bring, not by what it brings.
 * Documents of the Fediverse have a few kilobytes.
 */
const LARGEST_ANSWER = 131_072;
/**
 * What is asked for at first of the answer to a POST: of that to a delivery only the status is read, and most of its
 * price was this. A longer answer brings no status, so that is asked for once more, with what all others may bring.
 */
const FIRST_ANSWER_TO_POST = 16_384;
/** What the headers of an answer may take besides. */
const HEADERS = 16_384;
/** Nodes of the largest application subnets: what is attached beyond the price comes back. */
const NODES = 34n;

/** How replicas reject an outcall whose answer is longer than was asked for: its headers, the length it announces, its body. */
const TOO_LONG =
  /Header size exceeds specified response size limit|header exceeds http body size limit|Http body exceeds size limit/;

const methods: Readonly<Record<string, { get: null } | { post: null }>> = {
  GET: { get: null },
  POST: { post: null },
};

/** No outcall was made, and none ever will be: the domain knows it by its kind. */
class OutcallRefused extends Error {
  override readonly name = "OutcallRefused";
  readonly kind = "input";
}

/** The network as this node may use it: with https, the public Internet; a node on http is one for development. */
export function outcallsOf({ origin }: Instance): RemoteFetch {
  return async (request) => {
    const host = tryParseUrl(request.url)?.host ?? "";
    if (origin.startsWith("https:") && !isPublicName(host)) {
      throw new OutcallRefused(`${host} is no host to ask.`);
    }
    return outcall(request);
  };
}

const outcall: RemoteFetch = async (request) => {
  const most = Math.min(request.maxBytes ?? LARGEST_ANSWER, LARGEST_ANSWER);
  const isPosted = request.method === "POST";
  try {
    return await ask(request, isPosted ? Math.min(most, FIRST_ANSWER_TO_POST) : most);
  } catch (error) {
    if (!isPosted || !isTooLong(error)) throw unavailable(request.url, error);
  }
  try {
    return await ask(request, most);
  } catch (error) {
    if (!isTooLong(error)) throw unavailable(request.url, error);
    // It has come there, twice: no RemoteUnavailable, or it would be sent again and the host be taken for down.
    const message = `${request.url} was reached, and answers with more than ${most + HEADERS} bytes.`;
    throw new CoreError("LimitExceeded", message, { cause: error });
  }
};

const isTooLong = (error: unknown): boolean => error instanceof CallError && TOO_LONG.test(error.message);

const unavailable = (url: string, cause: unknown): unknown =>
  cause instanceof CallError
    ? new CoreError("RemoteUnavailable", `${url} does not answer.`, { cause })
    : cause;

/** @throws {CallError} no answer came, or one whose body is longer than `maxBytes` by what headers leave of theirs */
async function ask({ method, url, headers, body }: HttpRequest, maxBytes: number): Promise<HttpResponse> {
  const wanted = methods[method];
  if (wanted === undefined) throw new CoreError("Internal", `No outcall is made by ${method}.`);
  const largest = maxBytes + HEADERS;
  const fields = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const length = fields.reduce((sum, { name, value }) => sum + name.length + value.length, url.length);
  const answer = await management(
    "http_request",
    [
      {
        url,
        method: wanted,
        headers: fields,
        body: body === undefined ? [] : [body],
        max_response_bytes: [BigInt(largest)],
        // Else every replica would deliver it, and what they get would have to be the same to the byte.
        is_replicated: [false],
        transform: [],
      },
    ],
    price(length + (body?.length ?? 0), largest),
  );
  return {
    status: Number(answer.status),
    headers: Object.fromEntries(answer.headers.map(({ name, value }) => [name.toLowerCase(), value])),
    body: Uint8Array.from(answer.body),
  };
}

/** The most that such an outcall costs, in cycles (https://docs.internetcomputer.org/references/cycles-cost-formulas). */
function price(requestBytes: number, responseBytes: number): bigint {
  const base = (3_000_000n + 60_000n * NODES) * NODES;
  return base + (400n * BigInt(requestBytes) + 800n * BigInt(responseBytes)) * NODES;
}
