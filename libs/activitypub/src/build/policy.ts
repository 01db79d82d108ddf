// Builds `interactionPolicy` (GoToSocial: interaction controls; FEP-044f, section "Advertising a quote policy").
import type { JsonObject } from "../json.ts";
import type { InteractionPolicy } from "../vocabulary/policy.ts";
import { record, some } from "./record.ts";

/** A policy to write; `InteractionPolicy` as parsing gives it fits. */
export type PolicyInput = Partial<InteractionPolicy>;

/** The policy as a record; ways of interacting that it says nothing of are left out. */
export function buildPolicy(policy: PolicyInput): JsonObject {
  const { canLike, canReply, canAnnounce, canQuote } = policy;
  return record({
    canLike: rule(canLike),
    canReply: rule(canReply),
    canAnnounce: rule(canAnnounce),
    canQuote: rule(canQuote),
  });
}

function rule(allowed: PolicyInput["canLike"]): JsonObject | null {
  // An empty list allows nobody, which has to be said.
  return allowed
    ? record({ automaticApproval: allowed.automaticApproval, manualApproval: some(allowed.manualApproval) })
    : null;
}
