/** Who may do what only operators and the governance may. */

import { CoreError, type Directory } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import { callerOf, isController } from "../host/principals.ts";

/** For upgrades and money: controllers, until there is a governance; then it alone. @throws {CoreError} `Unauthorized` */
export async function requireOperator(directory: Directory, caller: Principal): Promise<void> {
  const governance = await directory.governance();
  const isEntitled = governance === undefined ? isController(caller) : caller.toText() === governance;
  if (!isEntitled) throw new CoreError("Unauthorized", "Only who operates the node may do this.");
}

/** For the rules: controllers and moderators, until there is a governance; then it alone. @throws {CoreError} `Unauthorized` */
export async function requireRuleMaker(directory: Directory, caller: Principal): Promise<void> {
  const governance = await directory.governance();
  const isEntitled =
    governance === undefined
      ? await isControllerOrModerator(directory, caller)
      : caller.toText() === governance;
  if (!isEntitled) throw new CoreError("Unauthorized", "Only who makes the rules here may do this.");
}

/** For proposals. @throws {CoreError} `Unauthorized` */
export async function requireGovernance(directory: Directory, caller: Principal): Promise<void> {
  const governance = await directory.governance();
  if (governance === undefined || caller.toText() !== governance) {
    throw new CoreError("Unauthorized", "Only the governance may do this.");
  }
}

/**
 * For chunks of a module and staged files of the web app, which do nothing by themselves: whoever prepares what is
 * decided later. @throws {CoreError} `Unauthorized`
 */
export async function requireUploader(directory: Directory, caller: Principal): Promise<void> {
  if (await isControllerOrModerator(directory, caller)) return;
  throw new CoreError("Unauthorized", "Only controllers and moderators may do this.");
}

async function isControllerOrModerator(directory: Directory, caller: Principal): Promise<boolean> {
  if (isController(caller)) return true;
  const { principal } = callerOf(caller);
  return principal !== null && directory.isModerator(principal);
}
