/** Undo: takes back a Follow, a Like, an Announce, a Block or an Accept of the same actor (ActivityPub, section 7.5). */

import { idOf, type Activity } from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";
import { likes, statuses, type StatusRow } from "../schema/statuses.ts";
import { blockedBy, followers, followRequests } from "../schema/user.ts";
import { removeLike } from "../status/like.ts";
import { removeStatus } from "../status/removeStatus.ts";
import { INSTANCE, type Turn, type View } from "../store/store.ts";
import { removeFollower } from "../user/followers.ts";
import { removeFollowing } from "../user/following.ts";
import { unnotify } from "../user/notify.ts";
import { aboutBoost } from "./announce.ts";
import { aboutLike } from "./like.ts";
import { isLocal, type Prepared, type ReceiveEnvironment, type Receiver } from "./prepared.ts";

export const receiveUndo: Receiver = async (env, activity, actor) => {
  const { object } = activity;
  const undone = object?.kind === "object" && object.value.kind === "activity" ? object.value : undefined;
  if (undone === undefined) return undoById(env, idOf(object), actor);
  switch (undone.type) {
    case "Follow":
      return { subscribers: "nobody", user: (turn) => undoFollow(turn, actor, null) };
    case "Block":
      return { subscribers: "nobody", user: (turn) => undoBlock(turn, actor) };
    case "Accept":
      return { subscribers: "nobody", user: (turn, self) => undoAccept(turn, self, undone, actor) };
    case "Like":
      return undoLike(env, idOf(undone.object), actor);
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
    return undoLike(env, liked?.uri ?? null, actor);
  }
  return { subscribers: "everyone", user: (turn) => undoFollow(turn, actor, uri) };
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
    await unnotify(turn, `follow_request:${actor.id}`);
  }
  return false;
}

async function undoBlock(turn: Turn, actor: AccountRow): Promise<boolean> {
  await turn.delete(blockedBy, { actorUri: actor.uri });
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

async function undoLike(
  env: ReceiveEnvironment,
  statusUri: string | null,
  actor: AccountRow,
): Promise<Prepared | undefined> {
  const status = await findStatus(env, statusUri);
  if (status === undefined) return undefined;
  return {
    subscribers: "nobody",
    also: [status.accountId],
    ...(isLocal(actor)
      ? {}
      : {
          shared: async (turn) => {
            await removeLike(turn, status.id, actor.id);
          },
        }),
    user: async (turn) => {
      await unnotify(turn, aboutLike(status.id, actor.id));
      return false;
    },
  };
}

async function undoAnnounce(
  env: ReceiveEnvironment,
  announceUri: string | null,
  originalUri: string | null,
  actor: AccountRow,
): Promise<Prepared | undefined> {
  const found = await env.ctx.store.view(INSTANCE, async (view) => {
    const wrapper = await findWrapper(view, announceUri, originalUri, actor);
    const original =
      wrapper?.boostOfId == null
        ? originalUri === null
          ? undefined
          : await view.find(statuses, "uri", { uri: originalUri })
        : await view.get(statuses, { id: wrapper.boostOfId });
    return { wrapper, original };
  });
  const { wrapper, original } = found;
  if (original === undefined) return undefined;
  return {
    subscribers: "nobody",
    also: [original.accountId],
    ...(isLocal(actor) || wrapper === undefined
      ? {}
      : {
          shared: async (turn) => {
            const row = await turn.find(statuses, "uri", { uri: wrapper.uri });
            if (row?.accountId === actor.id && row.boostOfId !== null) await removeStatus(turn, row);
          },
        }),
    user: async (turn) => {
      await unnotify(turn, aboutBoost(original.id, actor.id));
      return false;
    },
  };
}

/** By the id of the Announce, else the actor's boost of that status. */
async function findWrapper(
  view: View,
  announceUri: string | null,
  originalUri: string | null,
  actor: AccountRow,
): Promise<StatusRow | undefined> {
  const named = announceUri === null ? undefined : await view.find(statuses, "uri", { uri: announceUri });
  if (named !== undefined)
    return named.accountId === actor.id && named.boostOfId !== null ? named : undefined;
  const original = originalUri === null ? undefined : await view.find(statuses, "uri", { uri: originalUri });
  if (original === undefined) return undefined;
  const { rows } = await view.scan(statuses, {
    index: "byBoost",
    equals: { boostOfId: original.id },
    limit: 1000,
  });
  return rows.find((row) => row.accountId === actor.id);
}

async function findStatus(env: ReceiveEnvironment, uri: string | null): Promise<StatusRow | undefined> {
  if (uri === null) return undefined;
  return env.ctx.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
}
