/** Create: a status by somebody whom people here follow, or that answers or mentions them (ActivityPub, section 7.2). */

import { livesHere } from "../federation/context.ts";
import type { Activity, ContentObject } from "@mastic/activitypub";
import { idOf } from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";
import { aboutQuote, notify } from "../user/notify.ts";
import { isBy } from "./check.ts";
import { deliverToUser } from "./deliverToUser.ts";
import { hiddenParentAuthor } from "./hiddenParent.ts";
import type { Prepared, ReceiveEnvironment, Receiver } from "./prepared.ts";
import { storeStatus } from "./storeStatus.ts";
import { type StatusDraft, toStatus } from "./toStatus.ts";
import { isVote, receiveVote } from "./vote.ts";

export const receiveCreate: Receiver = async (env, activity, actor) => {
  const object = await publishedObject(env, activity, actor.uri);
  if (object === undefined) return undefined;
  if (isVote(object)) return receiveVote(env, object, actor);
  return prepareStatus(env, object, actor, storeStatus);
};

/** @param keep puts it in the store, unless something newer is there */
export async function prepareStatus(
  env: ReceiveEnvironment,
  object: ContentObject,
  actor: AccountRow,
  keep: (turn: Turn, author: AccountRow, draft: StatusDraft) => Promise<unknown>,
): Promise<Prepared | undefined> {
  const { id: uri } = object;
  if (uri === null) return undefined;
  const hiddenFrom = livesHere(env.ctx, actor)
    ? undefined
    : await hiddenParentAuthor(env.ctx, actor, object.inReplyTo);
  const heard: Prepared = {
    subscribers: "followers",
    user: async (turn, self) => {
      if (self.id === hiddenFrom?.id) return false;
      const status = await turn.find(statuses, "uri", { uri });
      if (status === undefined) return false;
      await deliverToUser(turn, self, actor, status, env.ctx.instance.limits);
      await tellOfQuote(turn, self, actor, status);
      return false;
    },
  };
  if (livesHere(env.ctx, actor)) return heard;
  const draft = toStatus(object, actor, await env.gather.mentioned(object), env.ctx.now());
  if (draft === undefined) return undefined;
  return {
    ...heard,
    shared: async (turn) => {
      await keep(turn, actor, hiddenFrom === undefined ? draft : { ...draft, inReplyToUri: null });
    },
  };
}

/** The object as its author's server vouches for it: what came along if it is the actor's, else what its own id serves. */
export async function publishedObject(
  env: ReceiveEnvironment,
  activity: Activity,
  actorUri: string,
): Promise<ContentObject | undefined> {
  const { object } = activity;
  if (object?.kind === "object") {
    return object.value.kind === "content" && isBy(object.value, actorUri) ? object.value : undefined;
  }
  const id = idOf(object);
  if (id === null) return undefined;
  const fetched = await env.gather.document(id);
  return fetched.kind === "content" && isBy(fetched, actorUri) ? fetched : undefined;
}

/** Whose status is quoted hears of it once the quote stands: at once where both authors share this store. */
async function tellOfQuote(
  turn: Turn,
  self: AccountRow,
  actor: AccountRow,
  { id, quotedId, quoteState }: StatusRow,
): Promise<void> {
  if (quotedId === null || quoteState !== "accepted") return;
  const quoted = await turn.get(statuses, { id: quotedId });
  if (quoted?.accountId === self.id) await notify(turn, "quote", actor, aboutQuote(id), id);
}
