/** What a Federation was installed with. */

import type { FederationInstallArgs } from "../candid/federation.did.ts";

/** As JSON keeps it: principals are text. */
export type FederationSettings = {
  readonly publicUrl: string;
  readonly directory: string;
  readonly schnorrKeyName: string;
};

type Init = Extract<FederationInstallArgs, { Init: unknown }>["Init"];

export function readSettings(init: Init): FederationSettings {
  return {
    publicUrl: init.public_url,
    directory: init.directory_canister.toText(),
    schnorrKeyName: init.schnorr_key_name[0] ?? "key_1",
  };
}
