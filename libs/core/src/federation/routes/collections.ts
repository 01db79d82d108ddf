/**
 * The collections of a local actor: outbox, followers, following, liked, featured, tags, inbox (ActivityPub, section 5).
 *
 * What is listed is what everybody may see, whoever asks: followers-only and direct statuses are in none of them.
 */

import {
  buildCollection,
  buildOrderedCollection,
  buildOrderedCollectionPage,
  type JsonObject,
} from "@mastic/activitypub";
import { tagUrl, userUrls } from "../../document/urls.ts";
import { accountList } from "../../read/accountLists.ts";
import { statusesOf } from "../../read/accountWalk.ts";
import { pinnedIds } from "../../read/timelines.ts";
import type { AccountRow } from "../../schema/accounts.ts";
import { isListed, statuses } from "../../schema/statuses.ts";
import { featuredTags, inbox, liked, profiles } from "../../schema/user.ts";
import { parseId } from "../../store/ids.ts";
import { INSTANCE, type View } from "../../store/store.ts";
import type { HomeContext } from "../context.ts";
import { note, statusActivity } from "./status.ts";

const PAGE = 20;
const ACCOUNTS = 40;

type Query = ReadonlyMap<string, string>;

/** @returns `undefined` when the actor has no such collection */
export async function collection(
  ctx: HomeContext,
  owner: AccountRow,
  name: string,
  query: Query,
): Promise<JsonObject | undefined> {
  const urls = userUrls(ctx.instance.origin, owner.username);
  switch (name) {
    case "outbox":
      return outbox(ctx, owner, urls.outbox, query);
    case "followers":
      return relations(ctx, owner, "followers", urls.followers, owner.followersCount, query);
    case "following":
      return relations(ctx, owner, "following", urls.following, owner.followingCount, query);
    case "liked":
      return likes(ctx, owner, urls.liked, query);
    case "collections/featured":
      return featured(ctx, owner, urls.featured);
    case "collections/tags":
      return tags(ctx, owner, urls.featuredTags);
    default:
      return undefined;
  }
}

/** What this user has received, for the user only. */
export async function inboxCollection(
  ctx: HomeContext,
  owner: AccountRow,
  query: Query,
): Promise<JsonObject> {
  const { inbox: id } = userUrls(ctx.instance.origin, owner.username);
  if (query.get("page") !== "true") return whole(id, null);
  return ctx.store.view(owner.id, async (view) => {
    const before = parseId(query.get("max_id") ?? "");
    const { rows, next } = await view.scan(inbox, {
      ...(before === undefined ? {} : { before: { id: before } }),
      reverse: true,
      limit: PAGE,
    });
    const items = rows.map((row) => row.activityUri);
    return page(id, query, items, next === undefined ? undefined : rows.at(-1)?.id);
  });
}

async function outbox(ctx: HomeContext, owner: AccountRow, id: string, query: Query): Promise<JsonObject> {
  if (query.get("page") !== "true") return whole(id, owner.statusesCount);
  return ctx.store.view(INSTANCE, async (view) => {
    const before = parseId(query.get("max_id") ?? "");
    const walk = statusesOf(view, owner, ["public", "unlisted"]);
    const { rows, isEnd } = await walk({ before, forward: false, limit: PAGE });
    const items: JsonObject[] = [];
    for (const row of rows) {
      const activity = await statusActivity(ctx, view, owner, row);
      if (activity !== undefined) items.push(activity);
    }
    return page(id, query, items, isEnd ? undefined : rows.at(-1)?.id);
  });
}

async function relations(
  ctx: HomeContext,
  owner: AccountRow,
  which: "followers" | "following",
  id: string,
  total: number,
  query: Query,
): Promise<JsonObject> {
  return ctx.store.view(owner.id, async (view) => {
    if (await hidesCollections(view, owner)) return buildOrderedCollection({ id, totalItems: total });
    if (query.get("page") !== "true") return whole(id, total);
    const maxId = parseId(query.get("max_id") ?? "");
    const list = await accountList(view, which, { limit: ACCOUNTS, maxId });
    const items = list.items.map((row) => row.uri);
    return page(id, query, items, items.length < ACCOUNTS ? undefined : list.oldest);
  });
}

async function likes(ctx: HomeContext, owner: AccountRow, id: string, query: Query): Promise<JsonObject> {
  return ctx.store.view(owner.id, async (view) => {
    if (await hidesCollections(view, owner)) return buildOrderedCollection({ id });
    if (query.get("page") !== "true") return whole(id, null);
    const before = parseId(query.get("max_id") ?? "");
    const { rows, next } = await view.scan(liked, {
      index: "byId",
      ...(before === undefined ? {} : { before: { id: before } }),
      reverse: true,
      limit: PAGE,
    });
    const known = await view.getMany(
      statuses,
      rows.map((row) => ({ id: row.statusId })),
    );
    const items = known
      .filter((row) => row !== undefined && isListed(row.visibility))
      .map((row) => row?.uri ?? "");
    return page(id, query, items, next === undefined ? undefined : rows.at(-1)?.id);
  });
}

async function featured(ctx: HomeContext, owner: AccountRow, id: string): Promise<JsonObject> {
  return ctx.store.view(owner.id, async (view) => {
    const items: JsonObject[] = [];
    for (const statusId of await pinnedIds(view)) {
      const row = await view.get(statuses, { id: statusId });
      if (row !== undefined && isListed(row.visibility)) items.push(await note(ctx, view, owner, row));
    }
    return buildOrderedCollection({ id, totalItems: items.length, items });
  });
}

async function tags(ctx: HomeContext, owner: AccountRow, id: string): Promise<JsonObject> {
  return ctx.store.view(owner.id, async (view) => {
    const { rows } = await view.scan(featuredTags, { limit: PAGE });
    const items = rows
      .toSorted((a, b) => a.position - b.position)
      .map(({ tag }) => ({ type: "Hashtag", href: tagUrl(ctx.instance.origin, tag), name: `#${tag}` }));
    return buildCollection({ id, totalItems: items.length, items });
  });
}

async function hidesCollections(view: View, owner: AccountRow): Promise<boolean> {
  return (await view.get(profiles, { accountId: owner.id }))?.hideCollections === true;
}

function whole(id: string, totalItems: number | null): JsonObject {
  return buildOrderedCollection({ id, totalItems, first: `${id}?page=true` });
}

function page(
  id: string,
  query: Query,
  items: readonly (string | JsonObject)[],
  next: bigint | undefined,
): JsonObject {
  const maxId = parseId(query.get("max_id") ?? "");
  return buildOrderedCollectionPage({
    id: `${id}?page=true${maxId === undefined ? "" : `&max_id=${maxId}`}`,
    partOf: id,
    items,
    next: next === undefined ? null : `${id}?page=true&max_id=${next}`,
  });
}
