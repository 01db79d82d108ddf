/** Undo: takes back a Follow, a Like, an Announce, a Block or an Accept of the same actor (ActivityPub, section 7.5). */

import { idOf, type Activity } from "@mastic/activitypub";
import { livesHere } from "../federation/context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { likes, statuses } from "../schema/statuses.ts";
import { blockedBy, followers, followRequests } from "../schema/user.ts";
import { removeLike } from "../status/like.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { removeFollower } from "../user/followers.ts";
import { removeFollowing } from "../user/following.ts";
import { aboutRequest, unnotify } from "../user/notify.ts";
import type { Prepared, ReceiveEnvironment, Receiver } from "./prepared.ts";
import { takeBack, undoAnnounce, undoRepeatedAnnounce } from "./undoAnnounce.ts";
import { undoLike } from "./undoLike.ts";

export const receiveUndo: Receiver = async (env, activity, actor) => {
  const { object } = activity;
  const undone = object?.kind === "object" && object.value.kind === "activity" ? object.value : undefined;
  if (undone === undefined) return undoById(env, idOf(object), actor);
  switch (undone.type) {
    case "Follow":
      return { subscribers: "nobody", user: (turn) => undoFollow(turn, actor, null) };
    case "Block":
      return { subscribers: "nobody", user: (turn) => undoBlock(turn, actor, null) };
    case "Accept":
      return { subscribers: "nobody", user: (turn, self) => undoAccept(turn, self, undone, actor) };
    case "Like":
      return undoLike(env, undone.id, idOf(undone.object), actor);
    case "Announce":
      return undoAnnounce(env, undone.id, idOf(undone.object), actor);
    default:
      return undefined;
  }
};

/** Some servers name only the id of what they take back. */
async function undoById(
  env: ReceiveEnvironment,
  uri: string | null,
  actor: AccountRow,
): Promise<Prepared | undefined> {
  if (uri === null) return undefined;
  const found = await env.ctx.store.view(INSTANCE, async (view) => ({
    wrapper: await view.find(statuses, "uri", { uri }),
    like: await view.find(likes, "uri", { uri }),
  }));
  if (found.wrapper !== undefined) return undoAnnounce(env, uri, null, actor);
  if (found.like !== undefined) {
    const { statusId } = found.like;
    const liked = await env.ctx.store.view(INSTANCE, (view) => view.get(statuses, { id: statusId }));
    return undoLike(env, uri, liked?.uri ?? null, actor);
  }
  return {
    subscribers: "everyone",
    // It may be a boost or a like that is on its way.
    ...(livesHere(env.ctx, actor) ? {} : { shared: (turn: Turn) => takeBackById(turn, uri, actor) }),
    user: async (turn) =>
      (await undoFollow(turn, actor, uri)) ||
      (await undoBlock(turn, actor, uri)) ||
      (await undoRepeatedAnnounce(env, turn, uri, actor)),
  };
}

async function takeBackById(turn: Turn, uri: string, actor: AccountRow): Promise<void> {
  await takeBack(turn, uri, actor);
  const like = await turn.find(likes, "uri", { uri });
  if (like?.accountId === actor.id) await removeLike(turn, like.statusId, actor.id);
}

async function undoFollow(turn: Turn, actor: AccountRow, followUri: string | null): Promise<boolean> {
  const key = { actorUri: actor.uri };
  const follower = await turn.get(followers, key);
  if (follower !== undefined && (followUri === null || follower.followUri === followUri)) {
    await removeFollower(turn, actor.uri);
  }
  const request = await turn.get(followRequests, key);
  if (request !== undefined && (followUri === null || request.followUri === followUri)) {
    await turn.delete(followRequests, key);
    await unnotify(turn, aboutRequest(actor.id));
  }
  return false;
}

async function undoBlock(turn: Turn, actor: AccountRow, blockUri: string | null): Promise<boolean> {
  const key = { actorUri: actor.uri };
  const block = await turn.get(blockedBy, key);
  if (block !== undefined && (blockUri === null || block.blockUri === blockUri))
    await turn.delete(blockedBy, key);
  return false;
}

/** An Accept taken back ends the follow, as a Reject does. */
async function undoAccept(
  turn: Turn,
  self: AccountRow,
  accept: Activity,
  actor: AccountRow,
): Promise<boolean> {
  const follow = accept.object;
  const isOurs =
    follow?.kind === "object" && follow.value.kind === "activity" && follow.value.actor === self.uri;
  if (isOurs) await removeFollowing(turn, actor.uri);
  return false;
}
