/** A vote: a Note with a name and nothing else, which answers a Question of ours (spec 03: Polls). */

import { livesHere } from "../federation/context.ts";
import type { ContentObject } from "@mastic/activitypub";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { pollVotes, statuses } from "../schema/statuses.ts";
import { addVotes, isOver } from "../status/poll.ts";
import { INSTANCE } from "../store/store.ts";
import { tellPollLater, VOTES_GATHERED } from "../user/pollTimers.ts";
import { canSee } from "../user/visibility.ts";
import type { Prepared, ReceiveEnvironment } from "./prepared.ts";

export function isVote(object: ContentObject): boolean {
  return (
    object.type === "Note" && object.name !== null && object.content === null && object.inReplyTo !== null
  );
}

/** @param actor who votes, and has been verified to */
export async function receiveVote(
  { ctx }: ReceiveEnvironment,
  vote: ContentObject,
  actor: AccountRow,
): Promise<Prepared | undefined> {
  const uri = vote.inReplyTo;
  if (uri === null) return undefined;
  const known = await ctx.store.view(INSTANCE, async (view) => {
    const status = await view.find(statuses, "uri", { uri });
    return status && { status, author: await view.get(accounts, { id: status.accountId }) };
  });
  if (known?.author === undefined || !livesHere(ctx, known.author) || known.author.id === actor.id)
    return undefined;
  const { status, author } = known;
  const choice = status.poll?.options.findIndex(({ title }) => title === vote.name) ?? -1;
  if (status.poll === null || choice < 0 || isOver(status.poll, ctx.now())) return undefined;
  // Who guesses the id of what is not for them learns nothing, and counts for nothing.
  if (!(await ctx.store.view(author.id, (view) => canSee(view, actor.uri, status, author)))) return undefined;
  return {
    subscribers: "nobody",
    also: [author.id],
    ...(livesHere(ctx, actor)
      ? {}
      : {
          shared: async (turn) => {
            await addVotes(turn, status.id, actor.id, [choice]);
          },
        }),
    user: async (turn, self) => {
      if (self.id !== author.id) return false;
      // Only what has just been counted is news; a vote that is told again is not.
      const counted = await turn.get(pollVotes, { statusId: status.id, accountId: actor.id, choice });
      if (counted !== undefined && counted.createdAt > turn.now - VOTES_GATHERED)
        tellPollLater(turn, status.id);
      return false;
    },
  };
}
