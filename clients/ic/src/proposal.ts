/** What an SNS proposes about a node that it governs: the payload of its generic proposals (docs/operators/governance.md). */

import { IDL } from "@icp-sdk/core/candid";
import { idlFactory, type Proposal } from "./candid/directory.did.ts";

/**
 * @returns the Candid encoding, as `ExecuteGenericNervousSystemFunction` carries it to the Directory's
 * `validate_proposal` and `execute_proposal`
 * @throws {Error} of `@icp-sdk/core` for what is no proposal
 */
export function encodeProposal(proposal: Proposal): Uint8Array {
  const method = idlFactory({ IDL })._fields.find(([name]) => name === "execute_proposal");
  if (method === undefined) throw new TypeError("The interface has no execute_proposal.");
  return new Uint8Array(IDL.encode(method[1].argTypes, [proposal]));
}
