/** Undo of a Like: it counts no more, and its notification goes (ActivityPub, section 7.5). */

import { livesHere } from "../federation/context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { statuses } from "../schema/statuses.ts";
import { removeLike } from "../status/like.ts";
import { INSTANCE } from "../store/store.ts";
import { unnotify } from "../user/notify.ts";
import { aboutLike } from "./like.ts";
import type { Prepared, ReceiveEnvironment } from "./prepared.ts";
import { rememberTakenBack } from "./takenBack.ts";

/**
 * @param likeUri the Like's id, where it was named
 * @param statusUri what was liked
 */
export async function undoLike(
  env: ReceiveEnvironment,
  likeUri: string | null,
  statusUri: string | null,
  actor: AccountRow,
): Promise<Prepared | undefined> {
  if (statusUri === null) return undefined;
  const status = await env.ctx.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri: statusUri }));
  if (status === undefined) {
    if (likeUri === null || livesHere(env.ctx, actor)) return undefined;
    return { subscribers: "nobody", shared: (turn) => rememberTakenBack(turn, likeUri, actor.uri) };
  }
  return {
    subscribers: "nobody",
    also: [status.accountId],
    ...(livesHere(env.ctx, actor)
      ? {}
      : {
          shared: async (turn) => {
            if (likeUri !== null) await rememberTakenBack(turn, likeUri, actor.uri);
            await removeLike(turn, status.id, actor.id);
          },
        }),
    user: async (turn) => {
      await unnotify(turn, aboutLike(status.id, actor.id));
      return false;
    },
  };
}
