/** Delete: a status by its author, its author's leave to quote one, or an account by itself with all that is of it (ActivityPub, section 7.4). */

import { livesHere } from "../federation/context.ts";
import { idOf } from "@mastic/activitypub";
import { statuses } from "../schema/statuses.ts";
import { removeStatus } from "../status/removeStatus.ts";
import { deleteActor } from "./deleteActor.ts";
import { forwardNews } from "./forward.ts";
import type { Receiver } from "./prepared.ts";
import { quotesRevokedBy, revokeQuotes } from "./revokeQuotes.ts";
import { rememberTakenBack } from "./takenBack.ts";

export const receiveDelete: Receiver = async (env, activity, actor) => {
  const uri = idOf(activity.object);
  if (uri === null) return undefined;
  if (uri === actor.uri) return deleteActor(env.ctx, activity, actor);
  const revoked = await quotesRevokedBy(env.ctx, activity, actor);
  if (revoked.length > 0) return revokeQuotes(env.ctx, uri, actor, revoked);
  // A local author's own turn has removed the status; readers skip what still names it.
  if (livesHere(env.ctx, actor)) return undefined;
  return {
    subscribers: "nobody",
    shared: async (turn) => {
      await rememberTakenBack(turn, uri, actor.uri);
      const row = await turn.find(statuses, "uri", { uri });
      if (row?.accountId !== actor.id) return;
      if (activity.id !== null) {
        const news = { activityId: activity.id, actorUri: actor.uri, change: "Delete" } as const;
        await forwardNews(env.ctx, turn, row, news);
      }
      await removeStatus(turn, row);
    },
  };
};
