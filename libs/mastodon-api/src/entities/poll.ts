/** Mastodon: entities/Poll. */

import type { PollState, StatusRow } from "@mastic/core";
import type { JsonObject } from "./account.ts";
import { time } from "./time.ts";

export interface PollViewer {
  /** The options voted for, by index. */
  readonly votes: readonly number[];
  readonly isAuthor: boolean;
}

/**
 * @param now ms since the Unix epoch: tells whether the poll has ended
 * @param viewer `null` for nobody signed in
 */
export function pollEntity(
  status: StatusRow,
  poll: PollState,
  now: number,
  viewer: PollViewer | null,
): JsonObject {
  const expired = poll.closed === true || (poll.expiresAt !== null && poll.expiresAt <= now);
  const showsTotals = expired || poll.hideTotals !== true;
  return {
    id: status.id.toString(),
    expires_at: poll.expiresAt === null ? null : time(poll.expiresAt),
    expired,
    multiple: poll.multiple,
    votes_count: poll.options.reduce((sum, option) => sum + (option.votes ?? 0), 0),
    voters_count: poll.votersCount,
    options: poll.options.map(({ title, votes }) => ({ title, votes_count: showsTotals ? votes : null })),
    emojis: [],
    // The author counts as one who has voted: clients show the figures in place of the form.
    ...(viewer === null
      ? {}
      : { voted: viewer.isAuthor || viewer.votes.length > 0, own_votes: [...viewer.votes] }),
  };
}
