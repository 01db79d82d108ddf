/** One request of Mastodon's API to one canister: `api_query` where nothing changes, `api_update` where something does (spec 05). */

import { IcClientError, type Directory, type User } from "@mastic/ic-client";
import { ApiError } from "../../ports/apiError.ts";
import type { ApiAnswer, ApiRequest } from "../../ports/transport.ts";
import { queryString } from "../query.ts";
import { readAnswer } from "../readAnswer.ts";

/** A canister that answers the API: the Directory, or anybody's home. */
export type Door = Pick<Directory | User, "api_query" | "api_update">;

export interface Message {
  readonly method: ApiRequest["method"];
  /** The path with its query. */
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** The message of a request with JSON. */
export function messageOf({ method, path, query, body, idempotencyKey }: ApiRequest): Message {
  return {
    method,
    url: path + queryString(query),
    headers: [
      ...(body === undefined ? [] : [["content-type", "application/json"] as const]),
      ...(idempotencyKey === undefined ? [] : [["idempotency-key", idempotencyKey] as const]),
    ],
    body: body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)),
  };
}

/** @param byUpdate for a read that makes the canister ask others, which queries cannot @throws {ApiError} */
export async function ask(door: Door, message: Message, byUpdate = false): Promise<ApiAnswer> {
  const { method, url, headers, body } = message;
  const call = method === "GET" && !byUpdate ? door.api_query : door.api_update;
  const answer = await heard(() =>
    call({ method, url, headers: headers.map(([name, value]) => [name, value]), body }),
  );
  return readAnswer({
    status: answer.status,
    text: new TextDecoder().decode(Uint8Array.from(answer.body)),
    link: answer.headers.find(([name]) => name.toLowerCase() === "link")?.[1] ?? null,
  });
}

/** What calls of canisters fail with, in the words of the transport. @throws {ApiError} */
export async function heard<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof IcClientError)) throw error;
    throw new ApiError(codeOf(error), error.message);
  }
}

function codeOf({ code, kind }: IcClientError): ApiError["code"] {
  if (kind === "transport") return "offline";
  if (kind === "remote") return "unavailable";
  if (code === "NotFound") return "not_found";
  return code === "Unauthorized" ? "forbidden" : "refused";
}
