/** What it costs to install a module, in instructions of the runtime: `npm run build` reports it beside the sizes. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime } from "@mastic/canister-runtime";
import { installType } from "../src/frame/interface.ts";
import { canisters, moduleFile, type CanisterName } from "./canisters.ts";

/** What the network lets an installation take (https://docs.internetcomputer.org/references/execution-errors, resource limits). */
export const INSTALL_LIMIT = 300_000_000_000n;

const somebody = Principal.selfAuthenticating(new TextEncoder().encode("operator"));
const elsewhere = Principal.managementCanister();
const public_url = "https://mastic.example";
const schnorr_key_name = ["key_1"];

const init: Readonly<Record<CanisterName, object>> = {
  directory: { initial_moderator: somebody, federation_canister: elsewhere, public_url, options: [] },
  federation: { directory_canister: elsewhere, public_url, schnorr_key_name },
  user: {
    owner: somebody,
    federation_canister: elsewhere,
    handle: "alice",
    public_url,
    directory_canister: [elsewhere],
    account_id: [1n],
    schnorr_key_name,
  },
};

/** @returns the instructions of install_code, until the canister is installed; what its timers do comes after */
export async function installCosts(names: readonly CanisterName[]): Promise<Map<CanisterName, bigint>> {
  const runtime = await CanisterRuntime.create();
  try {
    const costs = new Map<CanisterName, bigint>();
    for (const name of names) {
      const canisterId = await runtime.createCanister({ sender: somebody });
      await runtime.takeExecutions();
      const arg = new Uint8Array(IDL.encode([installType(canisters[name])], [{ Init: init[name] }]));
      await runtime.installCode({ canisterId, sender: somebody, wasm: moduleFile(name), arg });
      const runs = await runtime.takeExecutions();
      const own = runs.filter((it) => it.canisterId.toText() === canisterId.toText());
      costs.set(
        name,
        own.reduce((sum, { instructions }) => sum + instructions, 0n),
      );
    }
    return costs;
  } finally {
    await runtime.tearDown();
  }
}
