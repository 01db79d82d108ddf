/** Takes a status out of this store, with all that hangs on it. */

import { accounts } from "../schema/accounts.ts";
import { addToCounter } from "../schema/counters.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";

/** How many boosts go with a deleted status: one turn's work. Those left over show nothing, and readers pass over them. */
const BOOSTS = 200;

/**
 * Deletes the row and what cascades from it, and sets its parent's, its original's and its author's counters back.
 * Rows of users that name it (feed, notifications, bookmarks) are skipped by readers once the status is gone.
 */
export async function removeStatus(turn: Turn, status: StatusRow): Promise<void> {
  const boosts = await turn.scan(statuses, {
    index: "byBoost",
    equals: { boostOfId: status.id },
    limit: BOOSTS,
  });
  for (const boost of boosts.rows) await removeOne(turn, boost);
  await removeOne(turn, status);
}

async function removeOne(turn: Turn, status: StatusRow): Promise<void> {
  if (!(await turn.delete(statuses, { id: status.id }))) return;
  if (status.local) await addToCounter(turn, "statuses", -1);
  const author = await turn.get(accounts, { id: status.accountId });
  if (author !== undefined && status.visibility !== "direct") {
    await turn.update(accounts, { id: author.id }, { statusesCount: Math.max(0, author.statusesCount - 1) });
  }
  if (status.inReplyToId !== null && status.visibility !== "direct") {
    const parent = await turn.get(statuses, { id: status.inReplyToId });
    if (parent !== undefined) {
      await turn.update(statuses, { id: parent.id }, { replyCount: Math.max(0, parent.replyCount - 1) });
    }
  }
  if (status.boostOfId !== null) {
    const original = await turn.get(statuses, { id: status.boostOfId });
    if (original !== undefined) {
      await turn.update(statuses, { id: original.id }, { boostCount: Math.max(0, original.boostCount - 1) });
    }
  }
  turn.signal({
    type: "deleted",
    statusId: status.id,
    accountIds: [status.accountId, ...status.mentions.map(({ accountId }) => BigInt(accountId))],
    public: status.timeline === null ? null : { local: status.local, tags: status.tags },
  });
}
