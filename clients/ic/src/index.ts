// The typed client of a node on the Internet Computer: its canisters by their Candid interfaces.

export {
  IcClientError,
  type IcClientErrorCode,
  type IcClientErrorContext,
  type RefusalCode,
} from "./error.ts";
export { MasticNode, type Directory, type NodeOptions, type User, type WaitOptions } from "./node.ts";
export { encodeProposal } from "./proposal.ts";
export type { Methods, RefusalOf, Success } from "./reply.ts";
/** The types of the Directory's interface, as Candid has them. */
export type * as DirectoryTypes from "./candid/directory.did.ts";
/** The types of a User canister's interface, as Candid has them. */
export type * as UserTypes from "./candid/user.did.ts";
