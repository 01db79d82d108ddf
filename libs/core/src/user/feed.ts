/** The home timeline: what enters it and what leaves it. */

import { minSnowflakeAt } from "@mastic/snowflake";
import type { InstanceLimits } from "../context.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { feed } from "../schema/user.ts";
import type { Signal } from "../signals.ts";
import type { Turn } from "../store/store.ts";

/** A status that was boosted into the feed is not brought again by the next booster within a day. */
const BOOST_AGAIN = 24 * 3_600_000;

/** In every so many milliseconds' additions, so many entries beyond the limit go: more than come. */
const TRIM_EVERY = 16;
const TRIMMED = 100;

/**
 * Puts a status into the turn owner's home timeline, once. A boost of what stands there already is left out, unless
 * it is the owner's own (WI-1.7: the booster sees their boost).
 * @param limits how many entries stay; the oldest go, by and by
 * @returns whether it is new there
 */
export async function putInFeed(
  turn: Turn,
  status: StatusRow,
  limits: Pick<InstanceLimits, "homeTimeline">,
): Promise<boolean> {
  const own = status.accountId === turn.owner;
  if (!own && status.boostOfId !== null && (await isShown(turn, status.boostOfId))) return false;
  const added = await turn.insertIfAbsent(feed, {
    statusId: status.id,
    accountId: status.accountId,
    boostOfId: status.boostOfId,
  });
  if (added) {
    const signal: Signal = { type: "home", statusId: status.id };
    turn.signal(signal);
    if (turn.now % TRIM_EVERY === 0) await trim(turn, limits.homeTimeline);
  }
  return added;
}

async function trim(turn: Turn, most: number): Promise<void> {
  const excess = (await turn.count(feed, {})) - most;
  if (excess <= 0) return;
  const { rows } = await turn.scan(feed, { limit: Math.min(excess, TRIMMED) });
  for (const { statusId } of rows) await turn.delete(feed, { statusId });
}

async function isShown(turn: Turn, originalId: bigint): Promise<boolean> {
  const since = minSnowflakeAt(turn.now - BOOST_AGAIN);
  const recent = (id: bigint): boolean => id >= since;
  if (recent(originalId) && (await turn.get(feed, { statusId: originalId })) !== undefined) return true;
  const boosts = await turn.scan(feed, {
    index: "byBoost",
    equals: { boostOfId: originalId },
    reverse: true,
    limit: 1,
  });
  const last = boosts.rows[0];
  return last !== undefined && recent(last.statusId);
}

/** How many entries one turn removes. */
const PAGE = 500;

/** Takes everything that an account brought out of the home timeline. @returns whether more is left. */
export async function removeFromFeed(turn: Turn, accountId: bigint): Promise<boolean> {
  const { rows, next } = await turn.scan(feed, {
    index: "byAccount",
    equals: { accountId },
    limit: PAGE,
  });
  for (const row of rows) await turn.delete(feed, { statusId: row.statusId });
  return next !== undefined;
}
