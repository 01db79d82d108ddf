/** UC18: a sign-up pays for its canister with cycles, attached or paid in advance for the principal that signs up. */

import { INSTANCE, type Store, type UserRow } from "@mastic/core";
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

/** Takes the cycles attached, for the sign-up of `principal`. @returns all that has been paid for it */
export async function prepay(store: Store, principal: string): Promise<bigint> {
  const attached = ic.msgCyclesAvailable();
  const cycles = (await prepaidFor(store, principal)) + attached;
  if (attached === 0n) return cycles;
  await store.turn(INSTANCE, (turn) => turn.put(prepayments, { principal, cycles }));
  ic.msgCyclesAccept(attached.toString());
  return cycles;
}

async function prepaidFor(store: Store, principal: string): Promise<bigint> {
  const row = await store.view(INSTANCE, (view) => view.get(prepayments, { principal }));
  return row?.cycles ?? 0n;
}
