/** What a generic proposal of the governance may ask for: how it reads, and how it is done (WI-4.3). */

import {
  blockableDomain,
  checkRules,
  createDirectory,
  setPolicy,
  type Caller,
  type Context,
  type Directory,
} from "@mastic/core";
import { Handle } from "@mastic/validation";
import type { Proposal, TopUpPolicy } from "../candid/directory.did.ts";
import { startUpgrade } from "./batchUpgrade.ts";
import { readSeverity } from "./domainBlocks.ts";
import type { Principal } from "@icp-sdk/core/principal";
import { Refusal } from "../frame/refusal.ts";
import { deployApp, describeApp } from "./webApp.ts";
import { rehearsalOf } from "../host/rehearsal.ts";
import { faultOfTopUpPolicy, setTopUpPolicy } from "./topUp.ts";

/** @returns how voters read it @throws {Error} that says what is wrong with it: what would fail now is not put to the vote */
export async function describeProposal(
  context: Context,
  directory: Directory,
  federation: Principal,
  proposal: Proposal,
): Promise<string> {
  const principal = await directory.governance();
  if (principal === undefined)
    throw new Error("There is no governance that could execute it: see set_sns_governance.");
  if ("DeployWebApp" in proposal) return describeApp(federation, hashOf(proposal.DeployWebApp));
  const rehearsed = { ...context, store: rehearsalOf(context.store) };
  await executeProposal(rehearsed, createDirectory(rehearsed), federation, { principal }, proposal);
  return description(context, proposal);
}

function description(context: Context, proposal: Exclude<Proposal, { DeployWebApp: unknown }>): string {
  if ("AddModerator" in proposal) {
    return `Make ${proposal.AddModerator.principal.toText()} a moderator.`;
  }
  if ("RemoveModerator" in proposal) {
    return `Take ${proposal.RemoveModerator.principal.toText()} from the moderators.`;
  }
  if ("SuspendUser" in proposal) {
    return `Suspend ${named(proposal.SuspendUser)}: the account can do nothing and is shown to nobody.`;
  }
  if ("UnsuspendUser" in proposal) return `Let ${named(proposal.UnsuspendUser)} back.`;
  if ("UpdatePolicy" in proposal) {
    const rules = checkRules(proposal.UpdatePolicy.rules);
    return `Set the rules of the instance:\n${rules.map((rule) => `- ${rule}`).join("\n")}`;
  }
  if ("RemoveUser" in proposal) {
    return `Delete the account ${named(proposal.RemoveUser)} with all that is in it, for good.`;
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
  if ("SetTopUpPolicy" in proposal) return describeTopUp(proposal.SetTopUpPolicy);
  const hash = Array.from(proposal.UpgradeUserCanisters.module_hash, (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return `Upgrade all User canisters to the module with the SHA-256 ${hash}.`;
}

const hashOf = ({ app_hash }: { readonly app_hash: Uint8Array | number[] }): Uint8Array =>
  Uint8Array.from(app_hash);

/** As the account is called here, in whatever spelling the proposal has it. */
const named = ({ handle }: { readonly handle: string }): string => `@${Handle.sanitize(handle)}`;

/** @param caller the governance, which alone may do this @throws whatever refuses it: the proposal has then failed */
export async function executeProposal(
  context: Context,
  directory: Directory,
  federation: Principal,
  caller: Caller,
  proposal: Proposal,
): Promise<void> {
  if ("DeployWebApp" in proposal) {
    await deployApp(federation, hashOf(proposal.DeployWebApp));
  } else if ("AddModerator" in proposal) {
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
    await setPolicy(context, proposal.UpdatePolicy);
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
function checkedTopUp(policy: TopUpPolicy): TopUpPolicy {
  const fault = faultOfTopUpPolicy(policy);
  if (fault !== undefined) throw new Error(fault);
  return policy;
}

function describeTopUp(policy: TopUpPolicy): string {
  const { threshold_cycles, amount_cycles, reserve_cycles, interval_seconds } = policy;
  return `Give User canisters with less than ${threshold_cycles} cycles ${amount_cycles} more, unless the Directory would keep less than ${reserve_cycles}; look at all of them every ${interval_seconds} seconds.`;
}

/** Why a proposal is refused, for people: of a refusal in Candid, what it says, or the name of its case. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal && typeof error.variant === "object") {
    const [said] = Object.values(error.variant) as unknown[];
    return typeof said === "string" ? said : error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
