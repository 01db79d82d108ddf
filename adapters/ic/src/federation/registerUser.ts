/** register_user: the Directory tells who lives here, where, and who may be heard and shown (flows "Create Profile", "Delete Profile"). */

import {
  accounts,
  addToCounter,
  INSTANCE,
  newAccount,
  tombstones,
  users,
  type Context,
  type NewEffect,
  type Turn,
} from "@mastic/core";
import type { RegisterUserArgs, UserStanding } from "../candid/federation.did.ts";

/** The effect that forgets a user whose last deliveries are over. */
export const FORGET_USER = "forgetUser";
/** As long as the outbox tries to deliver, and a little more. */
const KEYS_KEPT = 3 * 24 * 3_600_000;

/** Keeps what the Directory says; the last word counts. */
export async function registerUser(context: Context, args: RegisterUserArgs): Promise<void> {
  const { account_id: id, handle } = args;
  const principal = args.principal.toText();
  const status = statusOf(args.standing);
  await context.store.turn(INSTANCE, async (turn) => {
    const known = await turn.get(users, { id });
    await turn.put(users, {
      id,
      principal,
      handle,
      canisterId: args.canister_id.toText(),
      status,
      failure: null,
      createdAt: known?.createdAt ?? turn.now,
    });
    if (known === undefined) {
      await turn.insertIfAbsent(accounts, newAccount(context, turn, { id, principal, handle }));
      await addToCounter(turn, "users", 1);
    }
    await turn.update(accounts, { id }, { suspended: status !== "Active" });
    if (status === "DeletionPending" && known?.status !== status) await bury(context, turn, args);
  });
}

/** From now on its address says that it is gone; what it has left to say is still signed and delivered. */
async function bury({ instance }: Context, turn: Turn, args: RegisterUserArgs): Promise<void> {
  const { account_id: accountId, handle } = args;
  const account = await turn.get(accounts, { id: accountId });
  await turn.put(tombstones, {
    handle,
    principal: args.principal.toText(),
    accountId,
    actor: { id: account?.uri ?? "" },
    deletedAt: turn.now,
    expiresAt: turn.now + instance.limits.tombstoneMillis,
  });
  await addToCounter(turn, "users", -1);
  turn.emit(forgetUser(accountId, turn.now + KEYS_KEPT));
}

function forgetUser(id: bigint, dueAt: number): NewEffect {
  return { kind: FORGET_USER, payload: { userId: id.toString() }, key: id.toString(), dueAt };
}

function statusOf(standing: UserStanding): "Active" | "Suspended" | "DeletionPending" {
  if ("Active" in standing) return "Active";
  return "Suspended" in standing ? "Suspended" : "DeletionPending";
}
