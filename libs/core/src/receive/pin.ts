/** Add and Remove: the statuses that an account elsewhere features (spec 03: Featured Collection). */

import { livesHere } from "../federation/context.ts";
import { idOf, type Activity } from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";
import { pinnedStatuses } from "../schema/user.ts";
import type { Prepared, ReceiveEnvironment, Receiver } from "./prepared.ts";

const MAX_PINS = 20;

export const receiveAdd: Receiver = async (env, activity, actor) => {
  const uri = featuredObject(activity, actor);
  if (uri === null || !(await isKept(env, actor))) return undefined;
  const status = await env.gather.status(uri);
  if (status.accountId !== actor.id || status.boostOfId !== null) return undefined;
  return pins(env, actor, async (pinned) => [status.id, ...pinned.filter((id) => id !== status.id)]);
};

export const receiveRemove: Receiver = async (env, activity, actor) => {
  const uri = featuredObject(activity, actor);
  if (uri === null || !(await isKept(env, actor))) return undefined;
  const status = await env.gather.known(uri);
  if (status === undefined) return undefined;
  return pins(env, actor, async (pinned) => pinned.filter((id) => id !== status.id));
};

/** The object, when the target is the actor's own featured collection. */
function featuredObject(activity: Activity, actor: AccountRow): string | null {
  return actor.featuredUri !== null && idOf(activity.target) === actor.featuredUri
    ? idOf(activity.object)
    : null;
}

/** Pins of accounts elsewhere lie under their own id, where a store may hold rows of more than one owner. */
async function isKept({ ctx }: ReceiveEnvironment, actor: AccountRow): Promise<boolean> {
  return !livesHere(ctx, actor) && ctx.separateStores !== true;
}

async function pins(
  { ctx }: ReceiveEnvironment,
  actor: AccountRow,
  change: (pinned: bigint[]) => Promise<bigint[]>,
): Promise<Prepared | undefined> {
  await ctx.store.turn(actor.id, async (turn) => {
    const before = await turn.scan(pinnedStatuses, { index: "byPosition", reverse: true, limit: MAX_PINS });
    const after = (await change(before.rows.map((row) => row.statusId))).slice(0, MAX_PINS);
    for (const { statusId } of before.rows) {
      if (!after.includes(statusId)) await turn.delete(pinnedStatuses, { statusId });
    }
    for (const [place, statusId] of after.entries()) {
      const pinnedAt = before.rows.find((row) => row.statusId === statusId)?.pinnedAt ?? turn.now;
      await turn.put(pinnedStatuses, { statusId, position: after.length - place, pinnedAt });
    }
  });
  return undefined;
}
