/** UC18: a sign-up pays for its canister with cycles, attached or paid in advance for the principal that signs up. */

import { INSTANCE, users, type Store, type UserRow } from "@mastic/core";
import { ic } from "../engine/system.ts";
import { Refusal } from "../frame/refusal.ts";
import type { SignUpFee } from "../candid/directory.did.ts";
import { addToTotals } from "./cyclesTotals.ts";
import type { DirectorySettings } from "./settings.ts";
import { prepayments } from "./tables.ts";

/** What the sign-up of a principal costs, and what has been paid for it in advance. */
export async function feeFor(
  store: Store,
  { signUpFee }: DirectorySettings,
  principal: string,
): Promise<SignUpFee> {
  return { required: BigInt(signUpFee), provided: await prepaidFor(store, principal) };
}

/**
 * Takes the fee for a sign-up that succeeds, and nothing for one that does not.
 * @throws {Refusal} `InsufficientCycles`
 */
export async function payingFee(
  store: Store,
  settings: DirectorySettings,
  principal: string,
  signUp: () => Promise<UserRow>,
): Promise<void> {
  const attached = ic.msgCyclesAvailable();
  const { required, provided: prepaid } = await feeFor(store, settings, principal);
  const provided = attached + prepaid;
  // Who has an account is told so, and not what another would cost.
  if (provided < required && !(await isRegistered(store, principal)))
    throw new Refusal({ InsufficientCycles: { required, provided } });
  await signUp();
  if (required === 0n) return;
  // What was paid in advance goes first: it could not be given back.
  const rest = required > prepaid ? required - prepaid : 0n;
  if (rest > 0n) ic.msgCyclesAccept(rest.toString());
  await store.turn(INSTANCE, async (turn) => {
    await turn.delete(prepayments, { principal });
    await addToTotals(turn, { feesTaken: required });
  });
}

/**
 * Takes of the cycles attached what the sign-up of `principal` still lacks: nothing for who has signed up. The system
 * gives back the rest.
 * @returns all that has been paid for it
 */
export async function prepay(store: Store, settings: DirectorySettings, principal: string): Promise<bigint> {
  const { required, provided: prepaid } = await feeFor(store, settings, principal);
  const lacking = required > prepaid && !(await isRegistered(store, principal)) ? required - prepaid : 0n;
  const attached = ic.msgCyclesAvailable();
  const taken = attached < lacking ? attached : lacking;
  if (taken === 0n) return prepaid;
  const cycles = prepaid + taken;
  await store.turn(INSTANCE, (turn) => turn.put(prepayments, { principal, cycles }));
  ic.msgCyclesAccept(taken.toString());
  return cycles;
}

export async function isRegistered(store: Store, principal: string): Promise<boolean> {
  return (await store.view(INSTANCE, (view) => view.find(users, "principal", { principal }))) !== undefined;
}

async function prepaidFor(store: Store, principal: string): Promise<bigint> {
  const row = await store.view(INSTANCE, (view) => view.get(prepayments, { principal }));
  return row?.cycles ?? 0n;
}
