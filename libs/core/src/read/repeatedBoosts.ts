/** Boosts of what a home timeline shows anyway (Mastodon: FeedManager leaves them out). */

import { minSnowflakeAt } from "@mastic/snowflake";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { feed } from "../schema/user.ts";
import type { Audience } from "./audience.ts";

/** A status that stands in a timeline, or was boosted into it, is not shown again for a boost within so many ms. */
export const BOOST_AGAIN = 24 * 3_600_000;

/** More boosts of one status than came within a day are not looked at. */
const MOST_BOOSTS = 20;

/** The rows without the viewer's own boosts of what they see in their home already; others' do not come in. */
export async function withoutRepeatedBoosts(
  audience: Audience,
  rows: readonly StatusRow[],
): Promise<StatusRow[]> {
  const kept = [];
  for (const row of rows)
    if (row.accountId !== audience.viewer || !(await isRepeated(audience, row))) kept.push(row);
  return kept;
}

async function isRepeated(audience: Audience, { id, boostOfId, createdAt }: StatusRow): Promise<boolean> {
  if (boostOfId === null) return false;
  const { view } = audience;
  const since = minSnowflakeAt(createdAt - BOOST_AGAIN);
  if (boostOfId >= since && (await view.get(feed, { statusId: boostOfId })) !== undefined) return true;
  const before = { statusId: id };
  const options = {
    index: "byBoost",
    equals: { boostOfId },
    before,
    reverse: true,
    limit: MOST_BOOSTS,
  } as const;
  const found = (await view.scan(feed, options)).rows.filter(({ statusId }) => statusId >= since);
  const boosts = await view.getMany(
    statuses,
    found.map(({ statusId }) => ({ id: statusId })),
  );
  // One that the viewer does not see, since its booster is muted, leaves its place to their own.
  const there = boosts.filter((boost) => boost !== undefined);
  return (await audience.filter(there, "wantsToSee")).length > 0;
}
