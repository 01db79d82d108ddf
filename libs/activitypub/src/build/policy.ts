// Builds `interactionPolicy` (GoToSocial: interaction controls; FEP-044f, section "Advertising a quote policy").
import type { JsonObject } from "../json.ts";
import type { InteractionPolicy } from "../vocabulary/policy.ts";
import { record, some } from "./record.ts";

/** A policy to write; `InteractionPolicy` as parsing gives it fits. */
export type PolicyInput = Partial<InteractionPolicy>;

/** The policy as a record; ways of interacting that it says nothing of are left out. */
export function buildPolicy(policy: PolicyInput): JsonObject {
  const built: Record<string, JsonObject | null> = {};
  for (const way of ["canLike", "canReply", "canAnnounce", "canQuote"] as const) {
    const rule = policy[way];
    // An empty list allows nobody, which has to be said.
    built[way] = rule
      ? record({ automaticApproval: rule.automaticApproval, manualApproval: some(rule.manualApproval) })
      : null;
  }
  return record(built);
}
