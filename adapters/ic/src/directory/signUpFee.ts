/** UC18: a sign-up pays for its canister with cycles, attached or paid in advance for the principal that signs up. */

import { INSTANCE, users, type Store, type UserRow } from "@mastic/core";
import { ic } from "../engine/system.ts";
import { Refusal } from "../frame/refusal.ts";
import { addToTotals } from "./cyclesTotals.ts";
import { prepayments } from "./tables.ts";

/**
 * Takes the fee for a sign-up that succeeds, and nothing for one that does not.
 * @throws {Refusal} `InsufficientCycles`
 */
export async function payingFee(
  store: Store,
  required: bigint,
  principal: string,
  signUp: () => Promise<UserRow>,
): Promise<void> {
  const attached = ic.msgCyclesAvailable();
  const prepaid = await prepaidFor(store, principal);
  const provided = attached + prepaid;
  if (provided < required) throw new Refusal({ InsufficientCycles: { required, provided } });
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
export async function prepay(store: Store, required: bigint, principal: string): Promise<bigint> {
  const prepaid = await prepaidFor(store, principal);
  const lacking = required > prepaid && !(await isRegistered(store, principal)) ? required - prepaid : 0n;
  const attached = ic.msgCyclesAvailable();
  const taken = attached < lacking ? attached : lacking;
  if (taken === 0n) return prepaid;
  const cycles = prepaid + taken;
  await store.turn(INSTANCE, (turn) => turn.put(prepayments, { principal, cycles }));
  ic.msgCyclesAccept(taken.toString());
  return cycles;
}

async function isRegistered(store: Store, principal: string): Promise<boolean> {
  return (await store.view(INSTANCE, (view) => view.find(users, "principal", { principal }))) !== undefined;
}

async function prepaidFor(store: Store, principal: string): Promise<bigint> {
  const row = await store.view(INSTANCE, (view) => view.get(prepayments, { principal }));
  return row?.cycles ?? 0n;
}
