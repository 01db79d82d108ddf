/** Mastodon: methods/timelines, favourites, bookmarks, accounts/:id/statuses: lists of posts, newest first. */

import type { StreamName, Transport } from "../../ports/transport.ts";
import type { FilterContext } from "../entities/filter.ts";
import { status, type Status } from "../entities/status.ts";
import { pageOf, type Cursor, type Page } from "../page.ts";
import { readList } from "../read.ts";

export type ProfileTab = "posts" | "replies" | "media";

export type Source =
  | { readonly kind: "home" | "local" | "federated" | "favourites" | "bookmarks" }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "list" | "quotes"; readonly id: string }
  | { readonly kind: "account"; readonly id: string; readonly tab: ProfileTab };

const PAGE_SIZE = 20;

/** Tells sources apart. */
export function sourceKey(source: Source): string {
  if (source.kind === "tag") return `tag:${source.tag.toLowerCase()}`;
  if (source.kind === "list" || source.kind === "quotes") return `${source.kind}:${source.id}`;
  return source.kind === "account" ? `account:${source.id}:${source.tab}` : source.kind;
}

function pathOf(source: Source): { path: string; query: Cursor } {
  switch (source.kind) {
    case "home":
      return { path: "/api/v1/timelines/home", query: {} };
    case "local":
      return { path: "/api/v1/timelines/public", query: { local: true } };
    case "federated":
      return { path: "/api/v1/timelines/public", query: {} };
    case "tag":
      return { path: `/api/v1/timelines/tag/${encodeURIComponent(source.tag)}`, query: {} };
    case "list":
      return { path: `/api/v1/timelines/list/${source.id}`, query: {} };
    case "quotes":
      return { path: `/api/v1/statuses/${source.id}/quotes`, query: {} };
    case "favourites":
    case "bookmarks":
      return { path: `/api/v1/${source.kind}`, query: {} };
    case "account":
      return { path: `/api/v1/accounts/${source.id}/statuses`, query: tabQuery[source.tab] };
  }
}

const tabQuery: Readonly<Record<ProfileTab, Cursor>> = {
  posts: { exclude_replies: true },
  replies: { exclude_reblogs: true },
  media: { only_media: true },
};

/** Where news of a source is heard; undefined for those that have none. */
export function streamOf(source: Source): StreamName | undefined {
  switch (source.kind) {
    case "home":
      return { stream: "user" };
    case "local":
      return { stream: "public:local" };
    case "federated":
      return { stream: "public" };
    case "tag":
      return { stream: "hashtag", tag: source.tag.toLowerCase() };
    case "list":
      return { stream: "list", list: source.id };
    default:
      return undefined;
  }
}

/** Which filters work there (Mastodon: entities/Filter, `context`). */
export function filterContextOf({ kind }: Source): FilterContext | undefined {
  switch (kind) {
    case "home":
    case "list":
      return "home";
    case "local":
    case "federated":
    case "tag":
      return "public";
    case "account":
      return "account";
    default:
      return undefined;
  }
}

/** @param cursor of the page before; undefined for the newest */
export async function readTimeline(
  transport: Transport,
  source: Source,
  cursor: Cursor | undefined,
  signal?: AbortSignal,
): Promise<Page<Status>> {
  const { path, query } = pathOf(source);
  const answer = await transport.request({
    method: "GET",
    path,
    query: { limit: PAGE_SIZE, ...query, ...cursor },
    ...(signal === undefined ? {} : { signal }),
  });
  return pageOf(answer, readList(status, answer.body));
}

/** The posts that an account has pinned to its profile. */
export async function readPinned(transport: Transport, accountId: string): Promise<Status[]> {
  const path = `/api/v1/accounts/${accountId}/statuses`;
  const { body } = await transport.request({ method: "GET", path, query: { pinned: true } });
  return readList(status, body);
}
