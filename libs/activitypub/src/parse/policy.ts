// Reads `interactionPolicy` (GoToSocial: interaction policy; FEP-044f, section "Advertising a quote policy").
import type { JsonValue } from "../json.ts";
import type { InteractionPolicy, InteractionRule } from "../vocabulary/policy.ts";
import { optionalRecipient } from "./identifier.ts";
import { at, each, firstRecord } from "./property.ts";
import type { Read, Reading } from "./reading.ts";

/**
 * The policy; each spelling of Public becomes its full URI. What is no id is passed over, and so allows nobody.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const interactionPolicy: Read<InteractionPolicy> = (value, reading) => {
  const policy = firstRecord(value, reading);
  if (policy === null) return null;
  return {
    canLike: at(policy, "canLike", reading, readRule),
    canReply: at(policy, "canReply", reading, readRule),
    canAnnounce: at(policy, "canAnnounce", reading, readRule),
    canQuote: at(policy, "canQuote", reading, readRule),
  };
};

function readRule(value: JsonValue, reading: Reading): InteractionRule | null {
  const rule = firstRecord(value, reading);
  if (rule === null) return null;
  const approval = (key: string, older: string) =>
    at(rule, rule[key] === undefined ? older : key, reading, approved) ?? [];
  return {
    automaticApproval: approval("automaticApproval", "always"),
    manualApproval: approval("manualApproval", "approvalRequired"),
  };
}

const approved: Read<readonly string[]> = (value, reading) =>
  each(value, reading.limits.recipients, reading, optionalRecipient);
