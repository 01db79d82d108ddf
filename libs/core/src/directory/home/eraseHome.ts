/** Removes all rows of a user's but the profile and the keys, and the user's statuses, likes and media, so many in each turn. */

import type { Context } from "../../context.ts";
import { media } from "../../schema/media.ts";
import { coreTables } from "../../schema/schema.ts";
import { statuses } from "../../schema/statuses.ts";
import * as user from "../../schema/user.ts";
import { removeLike } from "../../status/like.ts";
import { removeStatus } from "../../status/removeStatus.ts";
import type { Turn } from "../../store/store.ts";
import type { AnyTable } from "../../store/table.ts";

const STEP = 100;

/** What the last deliveries still need. */
const kept: readonly AnyTable[] = [user.keyPairs, user.profiles];
const ownTables = coreTables.filter((table) => table.scope === "user" && !kept.includes(table));

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
