/** What a generic proposal of the governance may ask for: how it reads, and how it is done (WI-4.3). */

import { blockableDomain, type Caller, type Context, type Directory } from "@mastic/core";
import type { Policy, Proposal, TopUpPolicy } from "../candid/directory.did.ts";
import { startUpgrade } from "./batchUpgrade.ts";
import { readSeverity } from "./domainBlocks.ts";
import { faultOfPolicy, setPolicy } from "./policy.ts";
import { faultOfTopUpPolicy, setTopUpPolicy } from "./topUp.ts";

/** @returns how voters read it @throws {Error} that says what is wrong with it */
export async function describeProposal(
  context: Context,
  directory: Directory,
  proposal: Proposal,
): Promise<string> {
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
    const { rules } = checkedPolicy(proposal.UpdatePolicy);
    return `Set the rules of the instance:\n${rules.map((rule) => `- ${rule}`).join("\n")}`;
  }
  if ("RemoveUser" in proposal) {
    return `Delete the account @${proposal.RemoveUser.handle} with all that is in it, for good.`;
  }
  if ("BlockDomain" in proposal) {
    const domain = blockableDomain(context, proposal.BlockDomain.domain);
    return readSeverity(proposal.BlockDomain.severity) === "suspend"
      ? `Suspend ${domain} and all domains below it: nothing comes from there, and nothing goes.`
      : `Silence ${domain} and all domains below it: who follows its people still hears them, nobody else.`;
  }
  if ("UnblockDomain" in proposal) {
    return `Let ${blockableDomain(context, proposal.UnblockDomain.domain)} back.`;
  }
  if ("SetTopUpPolicy" in proposal) return describeTopUp(checkedTopUp(proposal.SetTopUpPolicy));
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
    await setPolicy(context.store, checkedPolicy(proposal.UpdatePolicy));
  } else if ("RemoveUser" in proposal) {
    await directory.removeProfile(caller, proposal.RemoveUser);
  } else if ("BlockDomain" in proposal) {
    const { domain, severity } = proposal.BlockDomain;
    await directory.blockDomain(caller, { domain, severity: readSeverity(severity) });
  } else if ("UnblockDomain" in proposal) {
    await directory.unblockDomain(caller, proposal.UnblockDomain);
  } else if ("SetTopUpPolicy" in proposal) {
    await setTopUpPolicy(context, checkedTopUp(proposal.SetTopUpPolicy));
  } else {
    await startUpgrade(context, proposal.UpgradeUserCanisters);
  }
}

/** @throws {Error} that says what is wrong with it */
function checkedPolicy(policy: Policy): Policy {
  const fault = faultOfPolicy(policy);
  if (fault !== undefined) throw new Error(fault);
  return policy;
}

/** @throws {Error} that says what is wrong with it */
function checkedTopUp(policy: TopUpPolicy): TopUpPolicy {
  const fault = faultOfTopUpPolicy(policy);
  if (fault !== undefined) throw new Error(fault);
  return policy;
}

function describeTopUp(policy: TopUpPolicy): string {
  const { threshold_cycles, amount_cycles, reserve_cycles, interval_seconds } = policy;
  return `Give User canisters with less than ${threshold_cycles} cycles ${amount_cycles} more, unless the Directory would keep less than ${reserve_cycles}; look at all of them every ${interval_seconds} seconds.`;
}
