/** Like: counted for everybody who sees the status, told to its author (ActivityPub, section 7.10). */

import { livesHere } from "../federation/context.ts";
import { idOf } from "@mastic/activitypub";
import { accounts } from "../schema/accounts.ts";
import { likes, statuses } from "../schema/statuses.ts";
import { addLike } from "../status/like.ts";
import { INSTANCE } from "../store/store.ts";
import { notify } from "../user/notify.ts";
import { canSee } from "../user/visibility.ts";
import type { Receiver } from "./prepared.ts";
import { isTakenBack } from "./takenBack.ts";

export const receiveLike: Receiver = async (env, activity, actor) => {
  const uri = idOf(activity.object);
  if (uri === null) return undefined;
  const known = await env.ctx.store.view(INSTANCE, async (view) => {
    const status = await view.find(statuses, "uri", { uri });
    return status && { status, author: await view.get(accounts, { id: status.accountId }) };
  });
  if (known?.author === undefined || known.status.boostOfId !== null) return undefined;
  const { author, status } = known;
  if (livesHere(env.ctx, author)) {
    // Who guesses the id of what is not for them learns nothing, and counts for nothing.
    const maySee = await env.ctx.store.view(author.id, (view) => canSee(view, actor.uri, status, author));
    if (!maySee) return undefined;
  }
  return {
    subscribers: "nobody",
    ...(livesHere(env.ctx, author) ? { also: [author.id] } : {}),
    ...(livesHere(env.ctx, actor)
      ? {}
      : {
          shared: async (turn) => {
            if (activity.id !== null && (await isTakenBack(turn, activity.id, actor.uri))) return;
            const row = await turn.find(statuses, "uri", { uri });
            if (row !== undefined) await addLike(turn, row, actor.id, activity.id);
          },
        }),
    user: async (turn, self) => {
      // It may have been taken back since.
      const isLiked = await turn.get(likes, { statusId: status.id, accountId: actor.id });
      if (self.id === status.accountId && isLiked !== undefined) {
        await notify(turn, "favourite", actor, aboutLike(status.id, actor.id), status.id);
      }
      return false;
    },
  };
};

/** One notification for one like, however often it is told. */
export const aboutLike = (statusId: bigint, accountId: bigint): string =>
  `favourite:${statusId}:${accountId}`;
