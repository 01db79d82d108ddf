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
import type { Principal } from "@icp-sdk/core/principal";
import type { Proposal, TopUpPolicy } from "../candid/directory.did.ts";
import { toHex } from "../crypto/hex.ts";
import { Refusal } from "../frame/refusal.ts";
import { rehearsalOf } from "../host/rehearsal.ts";
import { startUpgrade } from "./batchUpgrade.ts";
import { readSeverity } from "./domainBlocks.ts";
import { nameModerator } from "./namedPrincipals.ts";
import { faultOfTopUpPolicy, setTopUpPolicy } from "./topUp.ts";
import { deployApp, describeApp } from "./webApp.ts";

/** What a proposal is carried out on. */
interface Scene {
  readonly context: Context;
  readonly directory: Directory;
  readonly federation: Principal;
  /** The governance, which alone may do this. */
  readonly caller: Caller;
}

interface Plan {
  /** How voters read it. @throws for what it cannot be */
  describe(): string | Promise<string>;
  /** @throws whatever refuses it: the proposal has then failed */
  execute(): Promise<unknown>;
  /** It is done in another canister, where it cannot be rehearsed: describing it asks there. */
  readonly isElsewhere?: true;
}

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
  const rehearsed = { ...context, store: rehearsalOf(context.store) };
  const scene = {
    context: rehearsed,
    directory: createDirectory(rehearsed),
    federation,
    caller: { principal },
  };
  const plan = planOf(scene, proposal);
  if (plan.isElsewhere !== true) await plan.execute();
  return plan.describe();
}

/** @param scene with the governance as caller @throws whatever refuses it: the proposal has then failed */
export async function executeProposal(scene: Scene, proposal: Proposal): Promise<void> {
  await planOf(scene, proposal).execute();
}

function planOf({ context, directory, federation, caller }: Scene, proposal: Proposal): Plan {
  if ("AddModerator" in proposal) {
    const principal = nameModerator(proposal.AddModerator.principal);
    return {
      describe: () => `Make ${principal} a moderator.`,
      execute: () => directory.addModerator(caller, { principal }),
    };
  }
  if ("RemoveModerator" in proposal) {
    const principal = proposal.RemoveModerator.principal.toText();
    return {
      describe: () => `Take ${principal} from the moderators.`,
      execute: () => directory.removeModerator(caller, { principal }),
    };
  }
  if ("SuspendUser" in proposal) {
    const account = proposal.SuspendUser;
    return {
      describe: () => `Suspend ${named(account)}: the account can do nothing and is shown to nobody.`,
      execute: () => directory.suspend(caller, account),
    };
  }
  if ("UnsuspendUser" in proposal) {
    const account = proposal.UnsuspendUser;
    return {
      describe: () => `Let ${named(account)} back.`,
      execute: () => directory.unsuspend(caller, account),
    };
  }
  if ("RemoveUser" in proposal) {
    const account = proposal.RemoveUser;
    return {
      describe: () => `Delete the account ${named(account)} with all that is in it, for good.`,
      execute: () => directory.removeProfile(caller, account),
    };
  }
  if ("BlockDomain" in proposal) {
    const { domain, severity } = proposal.BlockDomain;
    return {
      describe: () => describeBlock(blockableDomain(context, domain), readSeverity(severity)),
      execute: () => directory.blockDomain(caller, { domain, severity: readSeverity(severity) }),
    };
  }
  if ("UnblockDomain" in proposal) {
    const block = proposal.UnblockDomain;
    return {
      describe: () => `Let ${blockableDomain(context, block.domain)} back.`,
      execute: () => directory.unblockDomain(caller, block),
    };
  }
  if ("UpdatePolicy" in proposal) {
    const policy = proposal.UpdatePolicy;
    return {
      describe: () =>
        `Set the rules of the instance:\n${checkRules(policy.rules)
          .map((rule) => `- ${rule}`)
          .join("\n")}`,
      execute: () => setPolicy(context, policy),
    };
  }
  if ("SetTopUpPolicy" in proposal) {
    const policy = proposal.SetTopUpPolicy;
    return {
      describe: () => describeTopUp(policy),
      execute: async () => setTopUpPolicy(context, checkedTopUp(policy)),
    };
  }
  if ("DeployWebApp" in proposal) {
    const hash = Uint8Array.from(proposal.DeployWebApp.app_hash);
    return {
      describe: () => describeApp(federation, hash),
      execute: () => deployApp(federation, hash),
      isElsewhere: true,
    };
  }
  const upgrade = proposal.UpgradeUserCanisters;
  return {
    describe: () =>
      `Upgrade all User canisters to the module with the SHA-256 ${toHex(upgrade.module_hash)}.`,
    execute: () => startUpgrade(context, upgrade),
  };
}

/** As the account is called here, in whatever spelling the proposal has it. */
const named = ({ handle }: { readonly handle: string }): string => `@${Handle.sanitize(handle)}`;

const describeBlock = (domain: string, severity: ReturnType<typeof readSeverity>): string =>
  severity === "suspend"
    ? `Suspend ${domain} and all domains below it: nothing comes from there, and nothing goes.`
    : `Silence ${domain} and all domains below it: who follows its people still hears them, nobody else.`;

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
