/** UC4: deletes an account: its handle is blocked for a while, its followers are told, its home goes (spec 05: DeleteProfile). */

import type { Caller, Context } from "../context.ts";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { accounts } from "../schema/accounts.ts";
import { addToCounter } from "../schema/counters.ts";
import { handleSuffixes, tombstones, users, type UserRow } from "../schema/instance.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { KEYS_KEPT } from "./home/deleteHome.ts";
import { requireAuthority } from "./governance.ts";
import { requirePrincipal, userOf, type UserReference } from "./who.ts";

/**
 * Deletes the caller's own account.
 * @throws {CoreError} `AnonymousPrincipal`, `NotRegistered`, `Suspended`: it would give a fresh start to whom moderators locked out
 */
export async function deleteProfile(ctx: Context, caller: Caller): Promise<void> {
  const principal = requirePrincipal(caller);
  await ctx.store.turn(INSTANCE, async (turn) => {
    const row = await turn.find(users, "principal", { principal });
    if (row === undefined) throw new CoreError("NotRegistered", "You have no account here.");
    if (row.status === "Suspended") throw new CoreError("Suspended", "This account is suspended.");
    await bury(ctx, turn, row);
  });
}

/** Deletes another's account for good, as a moderator. @throws {CoreError} `Unauthorized`, `NotFound` */
export async function removeProfile(ctx: Context, caller: Caller, args: UserReference): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    await requireAuthority(turn, caller);
    const row = await userOf(turn, args);
    if (row === undefined) throw new CoreError("NotFound", "There is no such user.");
    await bury(ctx, turn, row);
  });
}

/** Goes on with a deletion now, whether it has come to a halt or waits for its next try. @throws {CoreError} `AnonymousPrincipal`, `NotRegistered`, `CanisterNotInFailedState` */
export async function retryDeleteProfile(ctx: Context, caller: Caller): Promise<void> {
  const principal = requirePrincipal(caller);
  await ctx.store.turn(INSTANCE, async (turn) => {
    const row = await turn.find(users, "principal", { principal });
    if (row === undefined) throw new CoreError("NotRegistered", "You have no account here.");
    if (row.status !== "DeletionPending") {
      throw new CoreError("CanisterNotInFailedState", "There is nothing to try again.");
    }
    emitDeleteHome(turn, row.id, { isUrgent: true });
  });
}

/** From here on the user is gone for everyone; removing what is left is the home's work. */
async function bury(ctx: Context, turn: Turn, row: UserRow): Promise<void> {
  if (row.status === "DeletionPending") return;
  await turn.update(users, { id: row.id }, { status: "DeletionPending" });
  if (row.status === "Active" || row.status === "Suspended") await addToCounter(turn, "users", -1);
  const account = await turn.get(accounts, { id: row.id });
  await turn.update(accounts, { id: row.id }, { suspended: true });
  await turn.put(tombstones, {
    handle: row.handle,
    principal: row.principal,
    accountId: row.id,
    actor:
      account === undefined ? {} : { id: account.uri, publicKeyPem: account.keys[0]?.publicKeyPem ?? "" },
    deletedAt: turn.now,
    // As long as the keys are kept, the actor's id is taken.
    expiresAt: turn.now + Math.max(ctx.instance.limits.tombstoneMillis, KEYS_KEPT),
  });
  const { rows } = await turn.scan(handleSuffixes, {
    index: "byUser",
    equals: { userId: row.id },
    limit: 100,
  });
  for (const { suffix, userId } of rows) await turn.delete(handleSuffixes, { suffix, userId });
  emitDeleteHome(turn, row.id);
}

function emitDeleteHome(turn: Turn, id: bigint, options: { readonly isUrgent?: boolean } = {}): void {
  const userId = id.toString();
  turn.emit(effect({ kind: "deleteHome", payload: { userId } }, { key: userId, ...options }));
}
