/** Who decides by proposals what moderators decide elsewhere, and how a proposal is worded (WI-4.3). */

/** What is proposed, as the Directory's interface calls it: but `SilenceDomain` is a `BlockDomain` of lesser severity. */
export const proposedActs = [
  "SuspendUser",
  "UnsuspendUser",
  "AddModerator",
  "RemoveModerator",
  "UpdatePolicy",
  "BlockDomain",
  "SilenceDomain",
  "UnblockDomain",
  "DeployWebApp",
] as const;
export type ProposedAct = (typeof proposedActs)[number];

export interface Governance {
  /** The principal of the governance canister. */
  readonly principal: string;
  /** The canister that a proposal's generic function calls. */
  readonly target: string;
  readonly validator: string;
  readonly executor: string;
  /** Under which the generic function is registered. */
  readonly functionId: number;
  /**
   * @param about the handle of who is suspended or let back, the principal of a moderator; all
   * rules of the instance, each on a line of its own; the address of another server; the hash of
   * an app that was staged, in hexadecimal
   * @returns what a neuron proposes, as text of Candid; undefined where `about` cannot be one
   */
  word(act: ProposedAct, about: string): string | undefined;
}
