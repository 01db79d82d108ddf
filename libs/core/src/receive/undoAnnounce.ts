/** Undo of an Announce: the wrapper goes, and with it its place in every timeline (ActivityPub, section 7.5). */

import { livesHere } from "../federation/context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { inbox } from "../schema/user.ts";
import { boostBy } from "../status/boost.ts";
import { removeStatus } from "../status/removeStatus.ts";
import { INSTANCE, type Turn, type View } from "../store/store.ts";
import { unnotify } from "../user/notify.ts";
import { aboutBoost } from "./announce.ts";
import type { Prepared, ReceiveEnvironment } from "./prepared.ts";

/** @param announceUri the Announce's id, where it was named; else `originalUri`, what it boosted, tells which one */
export async function undoAnnounce(
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
    ...(livesHere(env.ctx, actor) || wrapper === undefined
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
  return boostBy(view, actor, original.id);
}

/** Undo by the id of an Announce that told again of a boost known already: the user's inbox remembers what it named. */
export async function undoRepeatedAnnounce(
  env: ReceiveEnvironment,
  turn: Turn,
  announceUri: string,
  actor: AccountRow,
): Promise<boolean> {
  const told = await turn.find(inbox, "activityUri", { activityUri: announceUri });
  if (told?.originalStatusUri == null || told.actorUri !== actor.uri || livesHere(env.ctx, actor))
    return false;
  const original = await turn.find(statuses, "uri", { uri: told.originalStatusUri });
  if (original === undefined) return false;
  const wrapper = await boostBy(turn, actor, original.id);
  if (wrapper !== undefined) await removeStatus(turn, wrapper);
  await unnotify(turn, aboutBoost(original.id, actor.id));
  return false;
}
