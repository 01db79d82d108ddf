/** Removes all rows of a user's but the keys, and the user's statuses, likes and media, so many in each turn. */

import type { Context } from "../../context.ts";
import { media } from "../../schema/media.ts";
import { statuses } from "../../schema/statuses.ts";
import * as user from "../../schema/user.ts";
import { removeLike } from "../../status/like.ts";
import { removeStatus } from "../../status/removeStatus.ts";
import type { Turn } from "../../store/store.ts";
import type { AnyTable } from "../../store/table.ts";

const STEP = 100;

/** What is the user's own and nobody else counts. */
const ownTables: readonly AnyTable[] = [
  user.profileMetadata,
  user.feed,
  user.inbox,
  user.followRequests,
  user.followers,
  user.followerInboxes,
  user.following,
  user.boosts,
  user.bookmarks,
  user.pinnedStatuses,
  user.featuredTags,
  user.blocks,
  user.blockedBy,
  user.mutes,
  user.notifications,
  user.markers,
  user.idempotencyKeys,
];

export async function eraseHome(ctx: Context, id: bigint): Promise<void> {
  const steps = [eraseLikes, eraseStatuses, eraseMedia, ...ownTables.map((table) => eraseTable(table))];
  for (const step of steps) while (await ctx.store.turn(id, step));
}

/** @returns whether there is more, as all steps do */
async function eraseLikes(turn: Turn): Promise<boolean> {
  const { rows, next } = await turn.scan(user.liked, { limit: STEP });
  for (const { statusUri, statusId } of rows) {
    await removeLike(turn, statusId, turn.owner);
    await turn.delete(user.liked, { statusUri });
  }
  return next !== undefined;
}

async function eraseStatuses(turn: Turn): Promise<boolean> {
  const { rows, next } = await turn.scan(statuses, {
    index: "byAccount",
    equals: { accountId: turn.owner },
    limit: STEP,
  });
  for (const row of rows) await removeStatus(turn, row);
  return next !== undefined;
}

async function eraseMedia(turn: Turn): Promise<boolean> {
  const { rows, next } = await turn.scan(media, {
    index: "byAccount",
    equals: { accountId: turn.owner },
    limit: STEP,
  });
  for (const { id } of rows) await turn.delete(media, { id });
  return next !== undefined;
}

function eraseTable(table: AnyTable): (turn: Turn) => Promise<boolean> {
  return async (turn) => {
    const { rows, next } = await turn.scan(table, { limit: STEP });
    for (const row of rows) await turn.delete(table, row);
    return next !== undefined;
  };
}
