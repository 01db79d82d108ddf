/** Calls of the Mastodon API on a home: what the typed methods do not have. */

import { CoreError, type CoreErrorCode } from "@mastic/core";
import type { UserActor } from "../support/canisterNode.ts";

/** What the stories look at of Mastodon's entities. */
export interface AccountEntity {
  readonly id: string;
  readonly uri: string;
  readonly acct: string;
  readonly display_name: string;
  readonly note: string;
  readonly locked: boolean;
  readonly suspended?: boolean;
  readonly statuses_count: number;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}
export interface StatusEntity {
  readonly id: string;
  readonly uri: string;
  readonly content: string;
  readonly visibility: "public" | "unlisted" | "private" | "direct";
  readonly spoiler_text: string;
  readonly sensitive: boolean;
  readonly favourites_count: number;
  readonly reblogs_count: number;
  readonly replies_count: number;
  readonly tags: readonly { readonly name: string }[];
  readonly account: AccountEntity;
  readonly reblog: StatusEntity | null;
}
export interface NotificationEntity {
  readonly type: string;
  readonly account: AccountEntity;
  readonly status?: StatusEntity | null;
}

const codes: Readonly<Record<number, CoreErrorCode>> = {
  401: "Unauthorized",
  403: "Suspended",
  404: "NotFound",
  422: "BadArgs",
  429: "RateLimitExceeded",
};

/** @throws {CoreError} for what the API refuses */
export async function apiCall<Entity>(
  home: UserActor,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  body?: unknown,
): Promise<Entity> {
  const door = method === "GET" ? "api_query" : "api_update";
  const answer = await home[door]({
    method,
    url,
    headers: [["content-type", "application/json"]],
    body: body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)),
  });
  const text = new TextDecoder().decode(Uint8Array.from(answer.body));
  if (answer.status >= 300) throw new CoreError(codes[answer.status] ?? "Internal", text);
  return JSON.parse(text) as Entity;
}
