/** Upgrades one User canister to the module that is named now. */

import type { Store } from "@mastic/core";
import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import * as userBindings from "../candid/user.did.ts";
import { installType } from "../frame/interface.ts";
import { management } from "../host/management.ts";
import { installUserModule } from "./userModule.ts";

/**
 * It is stopped meanwhile, so that no answer finds another program than the one that asked.
 * @throws {CallError} and runs on as it was
 */
export async function upgradeUserCanister(store: Store, canister: Principal): Promise<void> {
  const arg = new Uint8Array(IDL.encode([installType(userBindings)], [{ Upgrade: {} }]));
  try {
    // One that has not stopped in time goes on stopping, and takes no messages until it is started again.
    await management("stop_canister", [{ canister_id: canister }]);
    await installUserModule(store, canister, { upgrade: [] }, arg);
  } finally {
    await management("start_canister", [{ canister_id: canister }]);
  }
}
