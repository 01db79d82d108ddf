/** What is left of a deleted status of a local author: enough to say that it is gone (ActivityPub, section 6.4). */

import { isListed, statusTombstones, type StatusRow, type StatusTombstoneRow } from "../schema/statuses.ts";
import type { Millis, Turn, View } from "../store/store.ts";

/** How many expired tombstones each deletion sweeps away, so that there are never many more than can be asked for. */
const SWEEP = 20;

/**
 * Remembers a status that is being deleted. Of what not everybody could see nothing is left, and so nothing tells that
 * it ever was.
 * @param keptMillis for how long; 0 for not at all
 */
export async function bury(turn: Turn, status: StatusRow, keptMillis: Millis): Promise<void> {
  const { rows } = await turn.scan(statusTombstones, {
    index: "byTime",
    before: { deletedAt: turn.now - keptMillis + 1 },
    limit: SWEEP,
  });
  for (const { id } of rows) await turn.delete(statusTombstones, { id });
  if (!status.local || status.boostOfId !== null || !isListed(status.visibility) || keptMillis === 0) return;
  const { id, accountId, visibility } = status;
  const formerType = status.poll === null ? "Note" : "Question";
  await turn.insertIfAbsent(statusTombstones, { id, accountId, visibility, formerType, deletedAt: turn.now });
}

/** The tombstone of this author's status with this id, while it is kept. */
export async function tombstoneOf(
  view: View,
  accountId: bigint,
  id: bigint,
  { now, keptMillis }: { readonly now: Millis; readonly keptMillis: Millis },
): Promise<StatusTombstoneRow | undefined> {
  const row = await view.get(statusTombstones, { id });
  return row?.accountId === accountId && row.deletedAt > now - keptMillis ? row : undefined;
}
