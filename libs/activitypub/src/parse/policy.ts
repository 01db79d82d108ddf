// Reads `interactionPolicy` (GoToSocial: interaction policy; FEP-044f, section "Advertising a quote policy").
import type { JsonValue } from "../json.ts";
import type { InteractionPolicy, InteractionRule } from "../vocabulary/policy.ts";
import { isPublic, PUBLIC } from "../namespace.ts";
import { optionalIdentifier } from "./identifier.ts";
import { at, firstRecord, listOf } from "./property.ts";
import type { Read, Reading } from "./reading.ts";

/**
 * The policy; each spelling of Public becomes its full URI. What is no id is passed over, and so allows nobody.
 * @throws ActivityPubError `too-many`
 */
export const interactionPolicy: Read<InteractionPolicy> = (value, reading) => {
  const policy = firstRecord(value);
  if (policy === undefined) return null;
  return {
    canLike: at(policy, "canLike", reading, readRule),
    canReply: at(policy, "canReply", reading, readRule),
    canAnnounce: at(policy, "canAnnounce", reading, readRule),
    canQuote: at(policy, "canQuote", reading, readRule),
  };
};

function readRule(value: JsonValue, reading: Reading): InteractionRule | null {
  const rule = firstRecord(value);
  if (rule === undefined) return null;
  const approval = (key: string, older: string) =>
    at(rule, rule[key] === undefined ? older : key, reading, approved) ?? [];
  return {
    automaticApproval: approval("automaticApproval", "always"),
    manualApproval: approval("manualApproval", "approvalRequired"),
  };
}

const approved = /* @__PURE__ */ listOf("recipients", (entry, reading) => {
  const id = entry === "Public" ? entry : optionalIdentifier(entry, reading);
  return id !== null && isPublic(id) ? PUBLIC : id;
});
