/** What a generic proposal of the governance may ask for: how it reads, and how it is done (WI-4.3). */

import type { Caller, Context, Directory } from "@mastic/core";
import type { Proposal } from "../candid/directory.did.ts";
import { startUpgrade } from "./batchUpgrade.ts";
import { faultOfPolicy, setPolicy } from "./policy.ts";

/** @returns how voters read it @throws {Error} that says what is wrong with it */
export async function describeProposal(directory: Directory, proposal: Proposal): Promise<string> {
  if ("AddModerator" in proposal) {
    return `Make ${proposal.AddModerator.principal.toText()} a moderator.`;
  }
  if ("RemoveModerator" in proposal) {
    const principal = proposal.RemoveModerator.principal.toText();
    if (!(await directory.isModerator(principal))) throw new Error(`${principal} is no moderator.`);
    return `Take ${principal} from the moderators.`;
  }
  if ("SuspendUser" in proposal) {
    const { handle } = await directory.getUser(proposal.SuspendUser);
    return `Suspend @${handle}: the account can do nothing and is shown to nobody.`;
  }
  if ("UnsuspendUser" in proposal) return `Let @${proposal.UnsuspendUser.handle} back.`;
  if ("UpdatePolicy" in proposal) {
    const fault = faultOfPolicy(proposal.UpdatePolicy);
    if (fault !== undefined) throw new Error(fault);
    return `Set the rules of the instance:\n${proposal.UpdatePolicy.rules.map((rule) => `- ${rule}`).join("\n")}`;
  }
  const hash = Array.from(proposal.UpgradeUserCanisters.module_hash, (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return `Upgrade all User canisters to the module with the SHA-256 ${hash}.`;
}

/** @param caller the governance, which alone may do this @throws whatever refuses it: the proposal has then failed */
export async function executeProposal(
  context: Context,
  directory: Directory,
  caller: Caller,
  proposal: Proposal,
): Promise<void> {
  if ("AddModerator" in proposal) {
    const principal = proposal.AddModerator.principal.toText();
    await directory.addModerator(caller, { principal });
  } else if ("RemoveModerator" in proposal) {
    const principal = proposal.RemoveModerator.principal.toText();
    await directory.removeModerator(caller, { principal });
  } else if ("SuspendUser" in proposal) {
    await directory.suspend(caller, proposal.SuspendUser);
  } else if ("UnsuspendUser" in proposal) {
    await directory.unsuspend(caller, proposal.UnsuspendUser);
  } else if ("UpdatePolicy" in proposal) {
    const fault = faultOfPolicy(proposal.UpdatePolicy);
    if (fault !== undefined) throw new Error(fault);
    await setPolicy(context.store, proposal.UpdatePolicy);
  } else {
    await startUpgrade(context, proposal.UpgradeUserCanisters);
  }
}
