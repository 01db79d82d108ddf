/** The rows behind a timeline of the turn's owner: home, or one list. The same rules fill both. */

import { ensureSnowflake, minSnowflakeAt, timeOfSnowflake } from "@mastic/snowflake";
import type { InstanceLimits } from "../context.ts";
import { BOOST_AGAIN } from "../read/repeatedBoosts.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { feed, listFeed } from "../schema/user.ts";
import type { Signal } from "../signals.ts";
import type { Millis, Turn } from "../store/store.ts";
import type { Row } from "../store/table.ts";

/** In every so many milliseconds' additions, so many entries beyond the limit go: more than come. */
const TRIM_EVERY = 16;
const TRIMMED = 100;

/** More boosts of one status than came within two days are not looked at. */
const MOST_BOOSTS = 20;

type Entry = Pick<Row<typeof feed>, "statusId" | "accountId">;

interface TimelineRows {
  readonly signal: (statusId: bigint) => Signal;
  holds(statusId: bigint): Promise<boolean>;
  /** The last boosts of a status that stand here, the newest first. */
  lastBoostsOf(originalId: bigint): Promise<readonly Entry[]>;
  /** @returns whether it is new here */
  add(status: StatusRow): Promise<boolean>;
  count(): Promise<number>;
  removeOldest(most: number): Promise<void>;
}

export function homeRows(turn: Turn): TimelineRows {
  return {
    signal: (statusId) => ({ type: "home", statusId }),
    holds: async (statusId) => (await turn.get(feed, { statusId })) !== undefined,
    async lastBoostsOf(boostOfId) {
      const options = { index: "byBoost", equals: { boostOfId }, reverse: true, limit: MOST_BOOSTS } as const;
      return (await turn.scan(feed, options)).rows;
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
    async lastBoostsOf(boostOfId) {
      const equals = { listId, boostOfId };
      const options = { index: "byBoost", equals, reverse: true, limit: MOST_BOOSTS } as const;
      return (await turn.scan(listFeed, options)).rows;
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

/** Own boosts count only where they were seen: those that were repeats themselves are not (read/repeatedBoosts.ts). */
async function isShown(turn: Turn, rows: TimelineRows, originalId: bigint): Promise<boolean> {
  const holdsOriginal = await rows.holds(originalId);
  const boosts = await rows.lastBoostsOf(originalId);
  const isShownAt = (time: Millis, brought: readonly Entry[]): boolean => {
    const since = minSnowflakeAt(time - BOOST_AGAIN);
    return (holdsOriginal && originalId >= since) || brought.some(({ statusId }) => statusId >= since);
  };
  const others = boosts.filter(({ accountId }) => accountId !== turn.owner);
  const seen = boosts.filter(
    ({ statusId, accountId }) =>
      accountId !== turn.owner ||
      !isShownAt(
        timeOfSnowflake(ensureSnowflake(statusId)),
        others.filter((it) => it.statusId < statusId),
      ),
  );
  return isShownAt(turn.now, seen);
}
