/** Accept and Reject: what an actor says to a Follow, or to a QuoteRequest, that one of our users sent (CVE-2025-30741). */

import { idOf, type Activity } from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";
import { following } from "../schema/user.ts";
import type { Turn, View } from "../store/store.ts";
import { acceptFollowing, removeFollowing } from "../user/following.ts";
import { answerQuote } from "./answerQuote.ts";
import type { Receiver } from "./prepared.ts";

export const receiveAccept: Receiver = async ({ ctx }, activity, actor) => ({
  subscribers: "nobody",
  also: [],
  user: async (turn, self) => {
    if (await isAnswered(turn, self, activity, actor)) await acceptFollowing(turn, actor.uri);
    else await answerQuote(ctx, turn, self, activity, actor);
    return false;
  },
});

/** A Reject also ends a follow, or a quote, that was accepted before. */
export const receiveReject: Receiver = async ({ ctx }, activity, actor) => ({
  subscribers: "nobody",
  user: async (turn: Turn, self: AccountRow) => {
    if (await isAnswered(turn, self, activity, actor)) await removeFollowing(turn, actor.uri);
    else await answerQuote(ctx, turn, self, activity, actor);
    return false;
  },
});

/** Whether the activity answers the very Follow by which this user follows, or asks to follow, its actor. */
export async function isAnswered(
  view: View,
  self: AccountRow,
  activity: Activity,
  actor: { readonly uri: string },
): Promise<boolean> {
  const row = await view.get(following, { actorUri: actor.uri });
  if (row === undefined) return false;
  const { object } = activity;
  const id = idOf(object);
  if (id !== null) return id === row.followUri;
  return (
    object?.kind === "object" &&
    object.value.kind === "activity" &&
    object.value.type === "Follow" &&
    object.value.actor === self.uri &&
    idOf(object.value.object) === actor.uri
  );
}
