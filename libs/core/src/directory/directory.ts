/** Directory: who is who on this node, and who keeps order (spec 01: Directory Canister; spec 05: Directory Canister Types). */

import type { Caller, Context } from "../context.ts";
import type { DomainBlockRow, ReportRow, UserRow } from "../schema/instance.ts";
import {
  blockDomain,
  listDomainBlocks,
  unblockDomain,
  type BlockDomainArgs,
  type ListDomainBlocksArgs,
} from "./blockDomain.ts";
import { deleteProfile, removeProfile, retryDeleteProfile } from "./deleteProfile.ts";
import { fileReport, type FileReportArgs } from "./fileReport.ts";
import { governance, setGovernance } from "./governance.ts";
import { addModerator, isModerator, listModerators, removeModerator, setUpDirectory } from "./moderators.ts";
import { dismissReport, listReports, resolveReport, type ListReportsArgs } from "./moderateReports.ts";
import { policy, updatePolicy, type Policy } from "./policy.ts";
import { searchProfiles, type SearchProfilesArgs } from "./searchProfiles.ts";
import { retrySignUp, signUp } from "./signUp.ts";
import { suspend, unsuspend } from "./suspend.ts";
import { getUser, userCanister, whoAmI, type UserReference } from "./who.ts";

type Principal = { readonly principal: string };
type ReportId = { readonly id: bigint };

/**
 * What the Directory answers. Each method throws `CoreError` with the codes of its error variants in spec 05; a
 * principal is a text that the adapter has authenticated.
 */
export interface Directory {
  /** Names the first moderator when the instance is set up. */
  setUp(args: { readonly initialModerator: string }): Promise<void>;
  signUp(caller: Caller, args: { readonly handle: string }): Promise<UserRow>;
  retrySignUp(caller: Caller): Promise<UserRow>;
  whoAmI(caller: Caller): Promise<UserRow>;
  userCanister(caller: Caller, args: Partial<Principal>): Promise<UserRow>;
  getUser(args: { readonly handle: string }): Promise<UserRow>;
  searchProfiles(args: SearchProfilesArgs): Promise<UserRow[]>;
  isModerator(principal: string): Promise<boolean>;
  listModerators(): Promise<string[]>;
  addModerator(caller: Caller, args: Principal): Promise<void>;
  removeModerator(caller: Caller, args: Principal): Promise<void>;
  /** Who alone may name moderators, suspend and remove users, and decide about other servers; nobody until it is set. */
  governance(): Promise<string | undefined>;
  /** Hands the instance over, for good. */
  setGovernance(args: Principal): Promise<void>;
  suspend(caller: Caller, args: UserReference): Promise<UserRow>;
  unsuspend(caller: Caller, args: UserReference): Promise<UserRow>;
  deleteProfile(caller: Caller): Promise<void>;
  retryDeleteProfile(caller: Caller): Promise<void>;
  /** Deletes another's account. */
  removeProfile(caller: Caller, args: UserReference): Promise<void>;
  /** Silences or suspends a remote server with all its subdomains; what was decided before is replaced. */
  blockDomain(caller: Caller, args: BlockDomainArgs): Promise<DomainBlockRow>;
  unblockDomain(caller: Caller, args: { readonly domain: string }): Promise<DomainBlockRow>;
  listDomainBlocks(caller: Caller, args: ListDomainBlocksArgs): Promise<DomainBlockRow[]>;
  /** What people agree to here. */
  policy(): Promise<Policy>;
  /** Replaces the rules by what `change` makes of them. @throws {CoreError} `Unauthorized`, `BadArgs` */
  updatePolicy(caller: Caller, change: (policy: Policy) => Policy): Promise<Policy>;
  fileReport(caller: Caller, args: FileReportArgs): Promise<ReportRow>;
  listReports(caller: Caller, args: ListReportsArgs): Promise<ReportRow[]>;
  resolveReport(caller: Caller, args: ReportId): Promise<ReportRow>;
  dismissReport(caller: Caller, args: ReportId): Promise<ReportRow>;
}

export function createDirectory(ctx: Context): Directory {
  return {
    setUp: (args) => setUpDirectory(ctx, args),
    signUp: (caller, args) => signUp(ctx, caller, args),
    retrySignUp: (caller) => retrySignUp(ctx, caller),
    whoAmI: (caller) => whoAmI(ctx, caller),
    userCanister: (caller, args) => userCanister(ctx, caller, args),
    getUser: (args) => getUser(ctx, args),
    searchProfiles: (args) => searchProfiles(ctx, args),
    isModerator: (principal) => isModerator(ctx, principal),
    listModerators: () => listModerators(ctx),
    addModerator: (caller, args) => addModerator(ctx, caller, args),
    removeModerator: (caller, args) => removeModerator(ctx, caller, args),
    governance: () => governance(ctx),
    setGovernance: (args) => setGovernance(ctx, args),
    suspend: (caller, args) => suspend(ctx, caller, args),
    unsuspend: (caller, args) => unsuspend(ctx, caller, args),
    deleteProfile: (caller) => deleteProfile(ctx, caller),
    retryDeleteProfile: (caller) => retryDeleteProfile(ctx, caller),
    removeProfile: (caller, args) => removeProfile(ctx, caller, args),
    blockDomain: (caller, args) => blockDomain(ctx, caller, args),
    unblockDomain: (caller, args) => unblockDomain(ctx, caller, args),
    listDomainBlocks: (caller, args) => listDomainBlocks(ctx, caller, args),
    policy: () => policy(ctx),
    updatePolicy: (caller, change) => updatePolicy(ctx, caller, change),
    fileReport: (caller, args) => fileReport(ctx, caller, args),
    listReports: (caller, args) => listReports(ctx, caller, args),
    resolveReport: (caller, args) => resolveReport(ctx, caller, args),
    dismissReport: (caller, args) => dismissReport(ctx, caller, args),
  };
}
