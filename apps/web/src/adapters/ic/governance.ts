/** Proposals to the SNS that governs a node of canisters, worded for its neurons (docs/operators/governance.md). */

import { Principal } from "@icp-sdk/core/principal";
import { encodeProposal, type DirectoryTypes } from "@mastic/ic-client";
import { Handle, tryCanonicalHost } from "@mastic/validation";
import type { Governance, ProposedAct } from "../../ports/governance.ts";
import { LONGEST_RULE, MOST_RULES } from "../../ports/ruleBounds.ts";
import type { Place } from "./place.ts";

/** As adapters/ic/sns_functions.yaml has it. */
const FUNCTION = 1_000;

export function governance({ governance: principal, directory }: Place): Governance | undefined {
  if (principal === "") return undefined;
  return {
    principal,
    target: directory,
    validator: "validate_proposal",
    executor: "execute_proposal",
    functionId: FUNCTION,
    word(act, about) {
      const proposal = proposalOf(act, about.trim());
      return proposal === undefined ? undefined : worded(titleOf(act, about), encodeProposal(proposal));
    },
  };
}

function proposalOf(act: ProposedAct, about: string): DirectoryTypes.Proposal | undefined {
  switch (act) {
    case "SuspendUser":
    case "UnsuspendUser": {
      const handle = Handle.sanitize(about.replace(/^@/, ""));
      if (!/^[a-z0-9_]{1,30}$/.test(handle)) return undefined;
      return act === "SuspendUser" ? { SuspendUser: { handle } } : { UnsuspendUser: { handle } };
    }
    case "AddModerator":
    case "RemoveModerator": {
      const principal = principalOf(about);
      if (principal === undefined) return undefined;
      return act === "AddModerator" ? { AddModerator: { principal } } : { RemoveModerator: { principal } };
    }
    case "UpdatePolicy": {
      const rules = about.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
      const isTooMuch = rules.length > MOST_RULES || rules.some((rule) => rule.length > LONGEST_RULE);
      return isTooMuch ? undefined : { UpdatePolicy: { rules } };
    }
    case "BlockDomain":
    case "SilenceDomain":
    case "UnblockDomain": {
      const domain = tryCanonicalHost(about);
      if (domain === undefined) return undefined;
      if (act === "UnblockDomain") return { UnblockDomain: { domain } };
      return {
        BlockDomain: { domain, severity: act === "BlockDomain" ? { Suspend: null } : { Silence: null } },
      };
    }
    case "DeployWebApp":
      return /^[\da-f]{64}$/i.test(about) ? { DeployWebApp: { app_hash: bytesOf(about) } } : undefined;
  }
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function titleOf(act: ProposedAct, about: string): string {
  return act === "UpdatePolicy" ? act : `${act}: ${about.trim()}`;
}

function principalOf(text: string): Principal | undefined {
  try {
    return Principal.fromText(text);
  } catch {
    return undefined;
  }
}

/** The argument of `quill sns make-proposal --proposal`. */
function worded(title: string, payload: Uint8Array): string {
  const blob = Array.from(payload, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  return `(record {
  title = ${JSON.stringify(title)};
  url = "";
  summary = "";
  action = opt variant {
    ExecuteGenericNervousSystemFunction = record {
      function_id = ${FUNCTION} : nat64;
      payload = blob "${blob}";
    }
  };
})`;
}
