/** What a User canister was installed with. */

import type { UserInstallArgs } from "../candid/user.did.ts";

/** As JSON keeps it: principals are text, the id is decimal. */
export type UserSettings = {
  readonly publicUrl: string;
  readonly accountId: string;
  readonly owner: string;
  readonly handle: string;
  readonly federation: string;
  readonly directory: string;
  readonly schnorrKeyName: string;
};

type Init = Extract<UserInstallArgs, { Init: unknown }>["Init"];

/** @throws {Error} when it was not the Directory that wrote the arguments */
export function readSettings(init: Init): UserSettings {
  const [directory] = init.directory_canister;
  const [accountId] = init.account_id;
  if (directory === undefined || accountId === undefined) {
    throw new Error("A User canister is installed by the Directory.");
  }
  return {
    publicUrl: init.public_url,
    accountId: accountId.toString(),
    owner: init.owner.toText(),
    handle: init.handle,
    federation: init.federation_canister.toText(),
    directory: directory.toText(),
    schnorrKeyName: init.schnorr_key_name[0] ?? "key_1",
  };
}
