/** Takes a status out of this store, with all that hangs on it. */

import { effect } from "../effects.ts";
import { accounts } from "../schema/accounts.ts";
import { addToCounter } from "../schema/counters.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { forgetWords } from "../search/indexStatus.ts";
import type { Turn } from "../store/store.ts";
import { countQuote } from "./quote.ts";

/** How many boosts go in one turn: readers pass over those that wait for the next one. */
const BOOSTS = 200;

/**
 * Deletes the row and what cascades from it, and sets its parent's, its original's and its author's counters back.
 * Rows of users that name it (feed, notifications, bookmarks) are skipped by readers once the status is gone.
 */
export async function removeStatus(turn: Turn, status: StatusRow): Promise<void> {
  await removeBoostsOf(turn, status.id);
  await removeOne(turn, status);
}

/** Removes boosts of a status that goes, or has gone, and leaves the wish for more of it where some are left. */
export async function removeBoostsOf(turn: Turn, boostOfId: bigint): Promise<void> {
  const { rows, next } = await turn.scan(statuses, {
    index: "byBoost",
    equals: { boostOfId },
    limit: BOOSTS,
  });
  for (const boost of rows) await removeOne(turn, boost);
  if (next === undefined) return;
  const statusId = boostOfId.toString();
  turn.emit(effect({ kind: "removeBoosts", payload: { statusId } }, { key: `${turn.owner} ${statusId}` }));
}

async function removeOne(turn: Turn, status: StatusRow): Promise<void> {
  if (!(await turn.delete(statuses, { id: status.id }))) return;
  if (status.boostOfId === null) await forgetWords(turn, status.id);
  if (status.local && status.visibility !== "direct") await addToCounter(turn, "statuses", -1);
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
  await countQuote(turn, status, undefined);
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
    public:
      status.timeline === null || author?.limited === true
        ? null
        : { local: status.local, tags: status.tags },
  });
}
