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
  let id =
    publishedAt >= EPOCH_MS
      ? minSnowflakeAt(publishedAt)
      : BigInt(Math.max(1, Math.floor(publishedAt / 1000))) << 8n;
  while ((await turn.get(statuses, { id })) !== undefined) id += 1n;
  return id;
}
