/** suspendHome: the home learns that its owner is locked out, or let in again, and tells the followers. */

import type { Context } from "../../context.ts";
import { updateActorActivity } from "../../document/activity.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { recordOf, textOf } from "../../federation/perform/payload.ts";
import { accounts } from "../../schema/accounts.ts";
import { users } from "../../schema/instance.ts";
import { INSTANCE, type Owner } from "../../store/store.ts";
import { send } from "../../user/send.ts";

export function suspendHome(ctx: Context): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const id = BigInt(textOf(payload, "userId"));
    const version = BigInt(textOf(payload, "version"));
    const suspended = payload["suspended"] === true;
    const user = await ctx.store.view(INSTANCE, (view) => view.get(users, { id }));
    // A later word of the moderators' may have come first.
    if ((user?.status === "Suspended") !== suspended) return { status: "done" };
    await setSuspended(ctx, id, suspended, version);
    return { status: "done" };
  };
}

/**
 * Locks a home's owner out, or lets the owner back, and sends the followers an Update(Person) that says so.
 * @param version tells this change from others
 */
export async function setSuspended(
  ctx: Context,
  owner: Owner,
  suspended: boolean,
  version: bigint,
): Promise<void> {
  await ctx.store.turn(owner, async (turn) => {
    const row = await turn.get(accounts, { id: owner });
    if (row === undefined) return;
    const account = { ...row, suspended };
    await turn.update(accounts, { id: owner }, { suspended });
    const update = updateActorActivity(ctx.instance, account, version);
    send(turn, account, update, { followers: true, accounts: [] });
  });
}
