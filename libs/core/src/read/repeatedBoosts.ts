/** Boosts of what a home timeline shows anyway (Mastodon: FeedManager leaves them out). */

import { minSnowflakeAt } from "@mastic/snowflake";
import type { StatusRow } from "../schema/statuses.ts";
import { feed } from "../schema/user.ts";
import type { Owner, View } from "../store/store.ts";

/** A status that stands in a timeline, or was boosted into it, is not shown again for a boost within so many ms. */
export const BOOST_AGAIN = 24 * 3_600_000;

/** The rows without the viewer's own boosts of what stands in their home already; others' do not come in. */
export async function withoutRepeatedBoosts(
  view: View,
  viewer: Owner,
  rows: readonly StatusRow[],
): Promise<StatusRow[]> {
  const kept = [];
  for (const row of rows) if (row.accountId !== viewer || !(await isRepeated(view, row))) kept.push(row);
  return kept;
}

async function isRepeated(view: View, { id, boostOfId, createdAt }: StatusRow): Promise<boolean> {
  if (boostOfId === null) return false;
  const since = minSnowflakeAt(createdAt - BOOST_AGAIN);
  if (boostOfId >= since && (await view.get(feed, { statusId: boostOfId })) !== undefined) return true;
  const before = { statusId: id };
  const options = { index: "byBoost", equals: { boostOfId }, before, reverse: true, limit: 1 } as const;
  const last = (await view.scan(feed, options)).rows[0]?.statusId;
  return last !== undefined && last >= since;
}
