/** What a Directory was installed with, with the defaults of what was left out. */

import type { DirectoryInstallArgs, TopUpPolicy } from "../candid/directory.did.ts";

/** As JSON keeps it: principals and cycles are text. */
export type DirectorySettings = {
  readonly publicUrl: string;
  readonly federation: string;
  /** What creating a canister costs, in cycles: 500 G on a subnet of 13 nodes. */
  readonly creationFee: string;
  /** What a new User canister starts with, in cycles. */
  readonly initialCycles: string;
  /** What a sign-up pays, in cycles. */
  readonly signUpFee: string;
  readonly schnorrKeyName: string;
};

type Init = Extract<DirectoryInstallArgs, { Init: unknown }>["Init"];

const G = 1_000_000_000n;

export function readSettings({
  public_url,
  federation_canister,
  options: [options],
}: Init): DirectorySettings {
  const creationFee = options?.creation_fee_cycles[0] ?? 500n * G;
  const initialCycles = options?.initial_cycles[0] ?? 1_000n * G;
  const signUpFee = options?.sign_up_fee_cycles[0] ?? creationFee + initialCycles;
  return {
    publicUrl: public_url,
    federation: federation_canister.toText(),
    creationFee: creationFee.toString(),
    initialCycles: initialCycles.toString(),
    signUpFee: signUpFee.toString(),
    schnorrKeyName: options?.schnorr_key_name[0] ?? "key_1",
  };
}

/** Keeps a User canister above what freezes it, for about three months ahead. */
export const defaultTopUpPolicy: TopUpPolicy = {
  threshold_cycles: 300n * G,
  amount_cycles: 500n * G,
  reserve_cycles: 2_000n * G,
  interval_seconds: 6n * 3_600n,
};
