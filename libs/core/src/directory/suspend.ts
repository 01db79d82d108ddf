/** UC16: suspends an account, and lets it back (spec 05: Suspend; Mastodon, ActivityPub: `suspended`). */

import type { Caller, Context } from "../context.ts";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { accounts } from "../schema/accounts.ts";
import { users, type UserRow } from "../schema/instance.ts";
import { INSTANCE } from "../store/store.ts";
import { requireAuthority } from "./governance.ts";
import { userOf, type UserReference } from "./who.ts";

/** Locks the user out and tells the followers; a second time it changes nothing. @throws {CoreError} `Unauthorized`, `NotFound` */
export async function suspend(ctx: Context, caller: Caller, args: UserReference): Promise<UserRow> {
  return change(ctx, caller, args, "Active", "Suspended");
}

/** @throws {CoreError} `Unauthorized`, `NotFound` */
export async function unsuspend(ctx: Context, caller: Caller, args: UserReference): Promise<UserRow> {
  return change(ctx, caller, args, "Suspended", "Active");
}

async function change(
  ctx: Context,
  caller: Caller,
  reference: UserReference,
  from: "Active" | "Suspended",
  to: "Active" | "Suspended",
): Promise<UserRow> {
  return ctx.store.turn(INSTANCE, async (turn) => {
    await requireAuthority(turn, caller);
    const row = await userOf(turn, reference);
    if (row?.status === to) return row;
    if (to === "Suspended" && row?.principal === caller.principal) {
      // The last moderator could never come back.
      throw new CoreError("Unauthorized", "Nobody suspends themselves.");
    }
    if (row?.status !== from) throw new CoreError("NotFound", "There is no such user.");
    await turn.update(users, { id: row.id }, { status: to });
    const suspended = to === "Suspended";
    // Where all share one store this locks the owner out at once; a home elsewhere learns it from the effect.
    await turn.update(accounts, { id: row.id }, { suspended });
    const payload = { userId: row.id.toString(), suspended, version: turn.nextId().toString() };
    turn.emit(effect({ kind: "suspendHome", payload }));
    return { ...row, status: to };
  });
}
