/**
 * The id a status gets here: where it stands in every timeline.
 *
 * What arrives fresh stands at its arrival, so that a client that asks for what is newer misses nothing. What was
 * published longer ago stands where it belongs in time. Statuses older than the Snowflake epoch have no millisecond
 * of their own: they share the first two hours of 2026-01-01, in their order, by the second.
 */

import { EPOCH_MS, minSnowflakeAt } from "@mastic/snowflake";
import { statuses } from "../schema/statuses.ts";
import type { Millis, Turn } from "../store/store.ts";

const FRESH: Millis = 3_600_000;

export async function statusId(turn: Turn, publishedAt: Millis): Promise<bigint> {
  if (publishedAt > turn.now - FRESH) return turn.nextId();
  let id = earliestId(publishedAt);
  while ((await turn.get(statuses, { id })) !== undefined) id += 1n;
  return id;
}

/** How far into the store's time the ids of what is older than the epoch reach, and a day more. */
const OLD_IDS: Millis = 2 * 3_600_000 + 24 * 3_600_000;

/**
 * Between which ids, exclusive both, everything stands that was published from `from` on and before `until`; other
 * statuses may stand there too.
 * @param from ms since the Unix epoch, as `until`; both may be infinite
 */
export function idsOfStretch(from: Millis, until: Millis): { after?: bigint; before?: bigint } {
  const latest = Math.max(until + FRESH + SLACK, EPOCH_MS + OLD_IDS);
  return {
    ...(from <= 0 ? {} : { after: earliestId(Math.min(from, LAST_TIME)) - 1n }),
    ...(latest >= LAST_TIME ? {} : { before: minSnowflakeAt(latest) }),
  };
}

/** The last time of an id that every engine keeps: 63 bits, 16 of them for the sequence. */
const LAST_TIME: Millis = EPOCH_MS + 2 ** 47 - 1;

/** Ids may run ahead of the clock, but not by much. */
const SLACK: Millis = 60_000;

function earliestId(publishedAt: Millis): bigint {
  return publishedAt >= EPOCH_MS
    ? minSnowflakeAt(publishedAt)
    : BigInt(Math.max(1, Math.floor(publishedAt / 1000))) << 8n;
}
