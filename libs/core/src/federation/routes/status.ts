/** A local status, its activity, and the collections that hang on it (spec 03: Statuses Federation). */

import {
  buildCollection,
  buildCollectionPage,
  buildOrderedCollection,
  type JsonObject,
} from "@mastic/activitypub";
import { announceActivity, createActivity } from "../../document/activity.ts";
import { noteDocument } from "../../document/note.ts";
import { statusParts } from "../../document/urls.ts";
import { pageById } from "../../read/page.ts";
import { byOwnId } from "../../read/walk.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { media } from "../../schema/media.ts";
import { isListed, statuses, type StatusRow, type StatusTombstoneRow } from "../../schema/statuses.ts";
import { tombstoneOf } from "../../status/tombstone.ts";
import { parseId } from "../../store/ids.ts";
import { INSTANCE, type View } from "../../store/store.ts";
import type { HomeContext } from "../context.ts";

const MEDIA = 64;
const REPLIES = 20;

/** The local status with this id, if it is that author's. */
export async function findStatus(
  ctx: HomeContext,
  author: AccountRow,
  id: bigint,
): Promise<StatusRow | undefined> {
  const row = await ctx.store.view(INSTANCE, (view) => view.get(statuses, { id }));
  return row?.local === true && row.accountId === author.id ? row : undefined;
}

/** What is left of a deleted status of that author's. */
export async function findTombstone(
  ctx: HomeContext,
  author: AccountRow,
  id: bigint,
): Promise<StatusTombstoneRow | undefined> {
  const time = { now: ctx.now(), keptMillis: ctx.instance.limits.tombstoneMillis };
  return ctx.store.view(INSTANCE, (view) => tombstoneOf(view, author.id, id, time));
}

/**
 * @param part what of the status: itself, or `activity`, `replies`, `likes`, `shares`
 * @returns `undefined` when there is no such part
 */
export async function statusDocument(
  ctx: HomeContext,
  author: AccountRow,
  status: StatusRow,
  part: string,
  query: ReadonlyMap<string, string>,
): Promise<JsonObject | undefined> {
  return ctx.store.view(INSTANCE, async (view) => {
    const urls = statusParts(status.uri);
    switch (part) {
      case "":
        return status.boostOfId === null ? note(ctx, view, author, status) : boost(ctx, view, author, status);
      case "activity":
        return statusActivity(ctx, view, author, status);
      case "replies":
        return replies(view, status, query);
      case "likes":
        return buildOrderedCollection({ id: urls.likes, totalItems: status.likeCount });
      case "shares":
        return buildOrderedCollection({ id: urls.shares, totalItems: status.boostCount });
      default:
        return undefined;
    }
  });
}

/** The Create of a status, or the Announce of a boost; `undefined` when what it boosts is gone. */
export async function statusActivity(
  ctx: HomeContext,
  view: View,
  author: AccountRow,
  status: StatusRow,
): Promise<JsonObject | undefined> {
  if (status.boostOfId !== null) return boost(ctx, view, author, status);
  return createActivity(ctx.instance, status, author, await attachments(view, status));
}

/** The status as a Note, or as a Question. */
export async function note(
  ctx: HomeContext,
  view: View,
  author: AccountRow,
  status: StatusRow,
): Promise<JsonObject> {
  return noteDocument(ctx.instance, status, author, await attachments(view, status));
}

async function attachments(view: View, status: StatusRow) {
  const { rows } = await view.scan(media, {
    index: "byStatus",
    equals: { statusId: status.id },
    limit: MEDIA,
  });
  return rows;
}

async function boost(
  ctx: HomeContext,
  view: View,
  author: AccountRow,
  wrapper: StatusRow,
): Promise<JsonObject | undefined> {
  const original =
    wrapper.boostOfId === null ? undefined : await view.get(statuses, { id: wrapper.boostOfId });
  const writer = original && (await view.get(accounts, { id: original.accountId }));
  if (original === undefined || writer === undefined) return undefined;
  return announceActivity(ctx.instance, wrapper, author, { uri: original.uri, authorUri: writer.uri });
}

/** Answers that everybody may see, of authors who are not suspended, oldest first, a page at a time. */
async function replies(
  view: View,
  status: StatusRow,
  query: ReadonlyMap<string, string>,
): Promise<JsonObject> {
  const { replies: id } = statusParts(status.uri);
  if (query.get("page") !== "true") return buildCollection({ id, first: `${id}?page=true` });
  const after = parseId(query.get("min_id") ?? "");
  const found = await pageById(
    view,
    { table: statuses, index: "byReply", equals: { inReplyToId: status.id }, ...byOwnId },
    { limit: REPLIES, minId: after ?? 0n },
    async (rows) => {
      const listed = rows.filter((row) => isListed(row.visibility));
      const authors = await view.getMany(
        accounts,
        listed.map((row) => ({ id: row.accountId })),
      );
      return listed.filter((_, index) => authors[index]?.suspended === false);
    },
  );
  const shown = found.items.toReversed();
  // Behind hidden answers in a row it ends: a page that went on from them would name one.
  const last = found.isEnd ? undefined : shown.at(-1);
  return buildCollectionPage({
    id: `${id}?page=true${after === undefined ? "" : `&min_id=${after}`}`,
    partOf: id,
    items: shown.map((row) => row.uri),
    next: last === undefined ? null : `${id}?page=true&min_id=${last.id}`,
  });
}
