/** The votes of a poll as this store has heard of them, and its figures (spec 03: Polls). */

import { pollVotes, statuses, type PollState, type StatusRow } from "../schema/statuses.ts";
import type { Millis, Turn, View } from "../store/store.ts";

/** More options than a poll has anywhere. */
const OPTIONS = 100;

export const isOver = (poll: PollState, now: Millis): boolean =>
  poll.closed === true || (poll.expiresAt !== null && poll.expiresAt <= now);

/** The indexes that an account has voted for, ascending. */
export async function votesOf(view: View, statusId: bigint, accountId: bigint): Promise<number[]> {
  const { rows } = await view.scan(pollVotes, { equals: { statusId, accountId }, limit: OPTIONS });
  return rows.map((row) => row.choice);
}

/**
 * Counts votes of an account, each option once, in the poll of a status as this turn finds it.
 * @returns the status with its new figures; `undefined` when nothing counts: the poll is over or gone, there is no such
 * option, or the account has had its say
 */
export async function addVotes(
  turn: Turn,
  statusId: bigint,
  accountId: bigint,
  choices: readonly number[],
): Promise<StatusRow | undefined> {
  const status = await turn.get(statuses, { id: statusId });
  if (status?.poll == null || isOver(status.poll, turn.now)) return undefined;
  const { poll } = status;
  const before = await votesOf(turn, statusId, accountId);
  const fresh = [...new Set(choices)].filter(
    (choice) => poll.options[choice] !== undefined && !before.includes(choice),
  );
  const isAllowed = poll.multiple || (before.length === 0 && fresh.length === 1);
  if (fresh.length === 0 || !isAllowed) return undefined;
  for (const choice of fresh) {
    await turn.insert(pollVotes, { statusId, accountId, choice, createdAt: turn.now });
  }
  const counted: PollState = {
    ...poll,
    options: poll.options.map((option, index) =>
      option.votes === null || !fresh.includes(index) ? option : { ...option, votes: option.votes + 1 },
    ),
    votersCount: poll.votersCount === null ? null : poll.votersCount + (before.length === 0 ? 1 : 0),
  };
  await turn.update(statuses, { id: statusId }, { poll: counted });
  return { ...status, poll: counted };
}
