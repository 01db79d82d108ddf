/** receive, gatherAndReceive and route: give an activity, from elsewhere or from here, to the local users it concerns. */

import { ActivityPubError, parseActivity, type Activity } from "@mastic/activitypub";
import { CoreError } from "../../error.ts";
import { localReferences } from "../../receive/concerns.ts";
import type { Prepared, ReceiveEnvironment } from "../../receive/prepared.ts";
import { isTaken, receivers } from "../../receive/receivers.ts";
import { effect as newEffect } from "../../effects.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import type { StoredEffect } from "../../store/effect.ts";
import { INSTANCE } from "../../store/store.ts";
import { gatherLaneOf } from "../../user/send.ts";
import { readLocalUri } from "../localUri.ts";
import type { Recent, RecentActivities } from "../recentActivities.ts";
import { NotInStore } from "../storeOnly.ts";
import { apply } from "./apply.ts";
import { done, permanent, type Outcome, type Performer } from "./outcome.ts";
import { recordOf, textOf, textOrNull, textsOf } from "./payload.ts";

/** An activity whose objects cannot be had is given up after so many attempts. */
const ATTEMPTS = 8;

/**
 * Gives an activity from elsewhere, verified when it came in, to whom it concerns. Where that takes more than the store
 * has, it leaves it to `gatherAndReceive`, in a lane of the actor's host.
 * @param env gathers from the store alone
 */
export function receive(env: ReceiveEnvironment, recent: RecentActivities): Performer {
  const fromStore = received(env, (activityUri, text) => recent.take(activityUri, text));
  return async (effect) => {
    try {
      return await fromStore(effect);
    } catch (error) {
      if (!(error instanceof NotInStore) || effect.body === null) throw error;
      const { content } = effect.body;
      const payload = recordOf(effect.payload);
      const activityUri = textOf(payload, "activityUri");
      const actorUri = textOf(payload, "actorUri");
      const inboxOf = textOrNull(payload, "inboxOf");
      await env.ctx.store.turn(INSTANCE, async (turn) => {
        turn.emit(
          newEffect(
            { kind: "gatherAndReceive", payload: { activityUri, actorUri, inboxOf } },
            { key: activityUri, lane: gatherLaneOf(actorUri), body: { id: null, content } },
          ),
        );
      });
      return done;
    }
  };
}

/** The same, asking other servers for what is not here. */
export function gatherAndReceive(env: ReceiveEnvironment): Performer {
  return received(env, (_activityUri, text) => ({ activity: parseActivity(text), actor: undefined }));
}

function received(env: ReceiveEnvironment, parse: (activityUri: string, text: string) => Recent): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const inboxOf = textOrNull(payload, "inboxOf");
    const read = (text: string): Recent => parse(textOf(payload, "activityUri"), text);
    return perform(env, effect, read, textOf(payload, "actorUri"), async (activity, prepared) => {
      const uris = localReferences(env.ctx.instance, activity);
      if (inboxOf !== null) uris.add(`${env.ctx.instance.origin}/users/${inboxOf}`);
      return {
        targets: await localUsers(env, uris, prepared.also ?? []),
        // What goes to followers comes to a personal inbox once for each of them: it is for that one alone.
        toSubscribers: inboxOf === null || prepared.subscribers === "everyone",
      };
    });
  };
}

/**
 * Gives an activity of a local user to the others here: to those named, and to who follows the author.
 * @param env gathers from the store alone: what was said here speaks of what is here
 */
export function route(env: ReceiveEnvironment): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const named = textsOf(payload, "targets").map((id) => BigInt(id));
    try {
      return await perform(
        env,
        effect,
        (text) => ({ activity: parseActivity(text), actor: undefined }),
        textOf(payload, "actorUri"),
        async (_activity, prepared) => ({
          targets: new Set([...named, ...(prepared.also ?? [])]),
          toSubscribers: payload["toFollowers"] === true,
        }),
      );
    } catch (error) {
      if (error instanceof NotInStore) return permanent(error.message);
      throw error;
    }
  };
}

async function perform(
  env: ReceiveEnvironment,
  effect: StoredEffect,
  read: (text: string) => Recent,
  actorUri: string,
  address: (
    activity: Activity,
    prepared: Prepared,
  ) => Promise<{ targets: Set<bigint>; toSubscribers: boolean }>,
): Promise<Outcome> {
  if (effect.body === null) return permanent("There is no activity.");
  try {
    const { activity, actor: known } = read(effect.body.content);
    const { type, id } = activity;
    if (!isTaken(type) || id === null) return permanent(`${activity.rawType} is not taken.`);
    // What may have changed of an author in this moment is looked at again in the turn that adds the status.
    const actor = type === "Create" && known !== undefined ? known : await find(env, actorUri);
    if (actor === undefined) return permanent(`${actorUri} is not known here any more.`);
    const prepared = await receivers[type](env, activity, actor);
    if (prepared === undefined) return done;
    const audience = await address(activity, prepared);
    await apply(env.ctx, { activity, activityUri: id, type, actor, prepared, ...audience });
    return done;
  } catch (error) {
    if (error instanceof ActivityPubError) return permanent(error.message);
    if (!(error instanceof CoreError)) throw error;
    const mayWork = error.code === "RemoteUnavailable" && effect.attempts < ATTEMPTS;
    return mayWork ? { status: "retry", error: error.message } : permanent(error.message);
  }
}

function find({ ctx }: ReceiveEnvironment, uri: string): Promise<AccountRow | undefined> {
  return ctx.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
}

/** The local users behind URIs of ours: an actor, or the author of a status. */
async function localUsers(
  { ctx }: ReceiveEnvironment,
  uris: ReadonlySet<string>,
  also: readonly bigint[],
): Promise<Set<bigint>> {
  const found = new Set(also);
  const actors = new Set<string>();
  for (const uri of uris) {
    const path = readLocalUri(ctx.instance, uri);
    if (path !== undefined) actors.add(`${ctx.instance.origin}/users/${path.handle}`);
  }
  if (actors.size === 0) return found;
  await ctx.store.view(INSTANCE, async (view) => {
    for (const uri of actors) {
      const row = await view.find(accounts, "uri", { uri });
      if (row?.host === null) found.add(row.id);
    }
  });
  return found;
}
