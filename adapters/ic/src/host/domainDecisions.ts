/** set_domain_blocks: what the Directory tells the other canisters of the node about other servers. */

import type { DomainDecision } from "@mastic/core";
import type { DomainDecision as Message } from "../candid/user.did.ts";

export function readDecisions(messages: readonly Message[]): DomainDecision[] {
  return messages.map(({ domain, severity: [severity] }) => ({
    domain,
    severity: severity === undefined ? null : "Suspend" in severity ? "suspend" : "silence",
  }));
}
