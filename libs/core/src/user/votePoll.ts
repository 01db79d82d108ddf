/** Votes in a poll, near or far (spec 03: Polls; Mastodon: POST /api/v1/polls/:id/votes). */

import type { Caller, UserContext } from "../context.ts";
import { voteActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { addVotes, isOver, votesOf } from "../status/poll.ts";
import { admit, commit } from "./act.ts";
import { endPollAt } from "./pollTimers.ts";
import { send } from "./send.ts";
import { gatherStatus, seen } from "./target.ts";

export interface VoteArgs {
  readonly statusUrl: string;
  /** Indexes of options; one, unless the poll takes several. */
  readonly choices: readonly number[];
}

/**
 * @returns the status with the new figures of its poll
 * @throws {CoreError} `NotFound` (also where there is no poll), `BadArgs` (`choices`: none, no such option, or more than
 * the poll takes; or it has ended, is one's own, or has one's vote), and those of `admit` and `gather`
 */
export async function votePoll(ctx: UserContext, caller: Caller, args: VoteArgs): Promise<StatusRow> {
  await admit(ctx, caller);
  const gathered = await gatherStatus(ctx, args.statusUrl);
  return commit(ctx, caller, async (turn, { account }) => {
    const { status, author } = await seen(turn, ctx.owner, gathered.status.id);
    const { poll } = status;
    if (poll === null) throw new CoreError("NotFound", "There is no poll.");
    const choices = [...new Set(args.choices)];
    if (choices.length === 0 || choices.some((choice) => poll.options[choice] === undefined))
      throw wrong("There is no such option.");
    if (choices.length > 1 && !poll.multiple) throw wrong("This poll takes one vote.");
    if (isOver(poll, turn.now)) throw wrong("The poll has already ended.");
    if (author.id === ctx.owner) throw wrong("You cannot vote in your own polls.");
    const before = await votesOf(turn, status.id, ctx.owner);
    const fresh = choices.filter((choice) => !before.includes(choice));
    const counted = await addVotes(turn, status.id, ctx.owner, fresh);
    if (counted === undefined) throw wrong("You have already voted in this poll.");
    for (const choice of fresh) {
      const name = poll.options[choice]?.title ?? "";
      const vote = { uri: `${account.uri}#votes/${turn.nextId()}`, name, statusUri: status.uri };
      send(turn, account, voteActivity(account, vote, author.uri), { followers: false, accounts: [author] });
    }
    if (before.length === 0) endPollAt(turn, status.id, poll.expiresAt);
    return counted;
  });
}

function wrong(message: string): CoreError {
  return new CoreError("BadArgs", message, { field: "choices" });
}
