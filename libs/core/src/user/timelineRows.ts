/** The rows behind a timeline of the turn's owner: home, or one list. The same rules fill both. */

import { minSnowflakeAt } from "@mastic/snowflake";
import type { InstanceLimits } from "../context.ts";
import { BOOST_AGAIN } from "../read/repeatedBoosts.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { feed, listFeed } from "../schema/user.ts";
import type { Signal } from "../signals.ts";
import type { Turn } from "../store/store.ts";

/** In every so many milliseconds' additions, so many entries beyond the limit go: more than come. */
const TRIM_EVERY = 16;
const TRIMMED = 100;

interface TimelineRows {
  readonly signal: (statusId: bigint) => Signal;
  holds(statusId: bigint): Promise<boolean>;
  /** The newest boost of a status that stands here. */
  lastBoostOf(originalId: bigint): Promise<bigint | undefined>;
  /** @returns whether it is new here */
  add(status: StatusRow): Promise<boolean>;
  count(): Promise<number>;
  removeOldest(most: number): Promise<void>;
}

export function homeRows(turn: Turn): TimelineRows {
  return {
    signal: (statusId) => ({ type: "home", statusId }),
    holds: async (statusId) => (await turn.get(feed, { statusId })) !== undefined,
    async lastBoostOf(boostOfId) {
      const options = { index: "byBoost", equals: { boostOfId }, reverse: true, limit: 1 } as const;
      return (await turn.scan(feed, options)).rows[0]?.statusId;
    },
    add: ({ id: statusId, accountId, boostOfId }) =>
      turn.insertIfAbsent(feed, { statusId, accountId, boostOfId }),
    count: () => turn.count(feed, {}),
    async removeOldest(limit) {
      const { rows } = await turn.scan(feed, { limit });
      for (const { statusId } of rows) await turn.delete(feed, { statusId });
    },
  };
}

export function listRows(turn: Turn, listId: bigint): TimelineRows {
  return {
    signal: (statusId) => ({ type: "list", listId, statusId }),
    holds: async (statusId) => (await turn.get(listFeed, { listId, statusId })) !== undefined,
    async lastBoostOf(boostOfId) {
      const options = { index: "byBoost", equals: { listId, boostOfId }, reverse: true, limit: 1 } as const;
      return (await turn.scan(listFeed, options)).rows[0]?.statusId;
    },
    add: ({ id: statusId, accountId, boostOfId }) =>
      turn.insertIfAbsent(listFeed, { listId, statusId, accountId, boostOfId }),
    count: () => turn.count(listFeed, { equals: { listId } }),
    async removeOldest(limit) {
      const { rows } = await turn.scan(listFeed, { equals: { listId }, limit });
      for (const { statusId } of rows) await turn.delete(listFeed, { listId, statusId });
    },
  };
}

/**
 * Adds a status once. A boost of what stands there already is left out, unless it is the owner's own (WI-1.7: the
 * booster sees their boost), of which nobody is told then.
 * @param limits how many entries stay; the oldest go, by and by
 * @returns whether it is new there
 */
export async function addToTimeline(
  turn: Turn,
  rows: TimelineRows,
  status: StatusRow,
  limits: Pick<InstanceLimits, "homeTimeline">,
): Promise<boolean> {
  const isRepeated = status.boostOfId !== null && (await isShown(turn, rows, status.boostOfId));
  if (isRepeated && status.accountId !== turn.owner) return false;
  if (!(await rows.add(status))) return false;
  if (!isRepeated) turn.signal(rows.signal(status.id));
  if (turn.now % TRIM_EVERY === 0) {
    const excess = (await rows.count()) - limits.homeTimeline;
    if (excess > 0) await rows.removeOldest(Math.min(excess, TRIMMED));
  }
  return true;
}

async function isShown(turn: Turn, rows: TimelineRows, originalId: bigint): Promise<boolean> {
  const since = minSnowflakeAt(turn.now - BOOST_AGAIN);
  if (originalId >= since && (await rows.holds(originalId))) return true;
  const last = await rows.lastBoostOf(originalId);
  return last !== undefined && last >= since;
}
