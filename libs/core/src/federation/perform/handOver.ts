/**
 * handOver: brings an activity to the homes it concerns, where each has a store of its own; every home then decides
 * for itself what the activity does there (spec 01: Inter-Canister Communication, Activity delivery).
 */

import { ActivityPubError, parseActivity, type Activity } from "@mastic/activitypub";
import { effect as newEffect } from "../../effects.ts";
import { localReferences } from "../../receive/concerns.ts";
import { accounts } from "../../schema/accounts.ts";
import type { subscriptions } from "../../schema/instance.ts";
import { INSTANCE, type Bound, type Turn } from "../../store/store.ts";
import type { FederationContext } from "../context.ts";
import { readLocalUri } from "../localUri.ts";
import { done, permanent, type Performer } from "./outcome.ts";
import { recordOf, textOf, textOrNull } from "./payload.ts";
import { subscribers } from "./subscribers.ts";

/** How many homes one turn leaves effects for. */
const PAGE = 200;

/** An activity whose sender has been verified. */
export interface Hearing {
  readonly activity: Activity;
  /** As it was said. */
  readonly text: string;
  /** Tells this activity from others, and from itself said again. */
  readonly activityUri: string;
  /** The handle of a personal inbox; `null` for the shared one. */
  readonly inboxOf: string | null;
}

/** Who hears of it besides those it names: who follows the actor, everyone tied to it, or nobody. */
const subscribersOf: Readonly<Record<string, "followers" | "everyone">> = {
  Create: "followers",
  Announce: "followers",
  Move: "followers",
  Update: "everyone",
  Delete: "everyone",
  Undo: "everyone",
  Add: "followers",
  Remove: "followers",
};

export function relay(ctx: FederationContext): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    if (effect.body === null) return permanent("There is no activity.");
    const text = effect.body.content;
    try {
      const activity = parseActivity(text);
      const activityUri = textOf(payload, "activityUri");
      await handOver(ctx, { activity, text, activityUri, inboxOf: textOrNull(payload, "inboxOf") });
      return done;
    } catch (error) {
      if (error instanceof ActivityPubError) return permanent(error.message);
      throw error;
    }
  };
}

export async function handOver(ctx: FederationContext, hearing: Hearing): Promise<void> {
  // A report is for the moderators: the home of the person reported would hear who has reported them.
  if (hearing.activity.type === "Flag") return;
  const named = await ctx.store.turn(INSTANCE, async (turn) => {
    const ids = await namedUsers(ctx, turn, hearing);
    for (const id of ids) leave(turn, hearing, id);
    return ids;
  });
  const which = subscribersOf[hearing.activity.type];
  // What goes to followers comes to a personal inbox once for each of them: it is for that one alone.
  if (which === undefined || (hearing.inboxOf !== null && which === "followers")) return;
  const actorUri = hearing.activity.actor;
  let after: Bound<typeof subscriptions> | undefined;
  do {
    const from = after;
    after = await ctx.store.turn(INSTANCE, async (turn) => {
      const { rows, next } = await subscribers(turn, { actorUri, which }, { after: from, limit: PAGE });
      for (const { userId } of rows) if (!named.has(userId)) leave(turn, hearing, userId);
      return next;
    });
  } while (after !== undefined);
}

function leave(turn: Turn, { text, activityUri }: Hearing, user: bigint): void {
  const userId = user.toString();
  turn.emit(
    newEffect(
      { kind: "handOver", payload: { userId } },
      { key: `${activityUri} ${userId}`, body: { id: `handOver ${activityUri}`, content: text } },
    ),
  );
}

/** The local users whom it names, by themselves or by something of theirs, and the owner of its inbox. */
async function namedUsers(
  { instance }: FederationContext,
  turn: Turn,
  { activity, inboxOf }: Hearing,
): Promise<Set<bigint>> {
  const handles = new Set<string>(inboxOf === null ? [] : [inboxOf]);
  for (const uri of localReferences(instance, activity)) {
    const handle = readLocalUri(instance, uri)?.handle;
    if (handle !== undefined) handles.add(handle);
  }
  const found = new Set<bigint>();
  for (const handle of handles) {
    const { rows } = await turn.scan(accounts, { index: "byAcct", equals: { acct: handle }, limit: 1 });
    const [row] = rows;
    // Nobody hears what they have said themselves.
    if (row?.host === null && !row.suspended && row.uri !== activity.actor) found.add(row.id);
  }
  return found;
}
