/** Mastodon's paging: `max_id`, `since_id`, `min_id` and `limit` in, `Link` headers out. */

import type { PageRequest, PageResult } from "@mastic/core";
import type { Call } from "./call.ts";

export function pageRequest(call: Call, limits: { fallback: number; max: number }): PageRequest {
  return {
    limit: call.input.integer("limit", { min: 1, max: limits.max, fallback: limits.fallback }),
    maxId: call.input.id("max_id"),
    sinceId: call.input.id("since_id"),
    minId: call.input.id("min_id"),
  };
}

/** Query parameters that the links of a page keep. */
const KEPT = [
  "limit", "local", "remote", "only_media", "exclude_replies", "exclude_reblogs", "tagged", "pinned",
  "types", "exclude_types", "account_id", "any", "all", "none",
  "resolved", "target_account_id", "origin", "status", "permissions", "username", "suspended", "active", "staff",
]; // prettier-ignore

/** Of these, those that are lists also where one value is given. */
const LISTS = ["types", "exclude_types", "any", "all", "none"];

/** The `Link` header of a page: `next` for what is older, `prev` for what is newer. */
export function linkHeader(call: Call, page: PageResult<unknown>): Record<string, string> {
  if (page.newest === undefined || page.oldest === undefined) return {};
  const given = call.input.names();
  const kept = KEPT.filter((name) => given.has(name)).flatMap((name) => {
    const values = call.input.list(name);
    const key = values.length > 1 || LISTS.includes(name) ? `${name}[]` : name;
    return values.map((value) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  });
  const link = (parameter: string, id: bigint, rel: string): string =>
    `<${call.api.context.instance.origin}${call.path}?${[...kept, `${parameter}=${id}`].join("&")}>; rel="${rel}"`;
  return {
    link: [link("max_id", page.oldest, "next"), link("min_id", page.newest, "prev")].join(", "),
  };
}
