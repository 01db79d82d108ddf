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
import { rememberTakenBack } from "./takenBack.ts";

/** @param announceUri the Announce's id, where it was named; else `originalUri`, what it boosted, tells which one */
export async function undoAnnounce(
  env: ReceiveEnvironment,
  announceUri: string | null,
  originalUri: string | null,
  actor: AccountRow,
): Promise<Prepared | undefined> {
  const original = await env.ctx.store.view(INSTANCE, async (view) => {
    const wrapper = await findWrapper(view, announceUri, originalUri, actor);
    if (wrapper?.boostOfId != null) return view.get(statuses, { id: wrapper.boostOfId });
    return originalUri === null ? undefined : view.find(statuses, "uri", { uri: originalUri });
  });
  if (original === undefined) {
    // What it boosts may be on its way here, and the boost waiting for it.
    if (announceUri === null || livesHere(env.ctx, actor)) return undefined;
    return { subscribers: "nobody", shared: (turn) => takeBack(turn, announceUri, actor) };
  }
  return {
    subscribers: "nobody",
    also: [original.accountId],
    ...(livesHere(env.ctx, actor)
      ? {}
      : {
          shared: async (turn) => {
            if (announceUri !== null) await rememberTakenBack(turn, announceUri, actor.uri);
            const wrapper = await findWrapper(turn, announceUri, original.uri, actor);
            if (wrapper !== undefined) await removeStatus(turn, wrapper);
          },
        }),
    user: async (turn) => {
      await unnotify(turn, aboutBoost(original.id, actor.id));
      return false;
    },
  };
}

/** Takes back the boost with this id, whether it is here yet or not. */
export async function takeBack(turn: Turn, announceUri: string, actor: AccountRow): Promise<void> {
  await rememberTakenBack(turn, announceUri, actor.uri);
  const wrapper = await findWrapper(turn, announceUri, null, actor);
  if (wrapper !== undefined) await removeStatus(turn, wrapper);
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
