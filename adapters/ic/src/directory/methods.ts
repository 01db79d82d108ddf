/** The methods of the Directory canister: decode, authorise, call the domain, encode (candid/directory.did). */

import {
  CoreError,
  INSTANCE,
  readCounters,
  receiveReport,
  reportsInAnswer,
  setPolicy,
  users as usersTable,
  type Caller,
  type Context,
  type Directory,
  type UserRow,
} from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { _SERVICE, Report } from "../candid/directory.did.ts";
import type { Handlers } from "../frame/canister.ts";
import { refuseApi } from "../frame/apiMessages.ts";
import { Refusal } from "../frame/refusal.ts";
import { storableId } from "../host/ids.ts";
import { callerOf, isController } from "../host/principals.ts";
import { readReportCategory, readReportState, toGetUser, toReport, toWhoAmI } from "./answers.ts";
import { requireGovernance, requireOperator, requireRuleMaker, requireUploader } from "./authority.ts";
import { isUpgrading, startUpgrade, upgradeStatus } from "./batchUpgrade.ts";
import { readSeverity, showDomainBlock } from "./domainBlocks.ts";
import { keepListing } from "./listing.ts";
import { answerApi } from "./mastodonApi.ts";
import { nameGovernance, nameModerator } from "./namedPrincipals.ts";
import type { DirectoryParts } from "./parts.ts";
import { rulesById } from "./policy.ts";
import { describeProposal, executeProposal, reasonOf } from "./proposals.ts";
import { feeFor, payingFee, prepay } from "./signUpFee.ts";
import { cyclesReport, setTopUpPolicy } from "./topUp.ts";
import { stageAppFiles, unstageAppFiles } from "./webApp.ts";
import { faultOfModule, setUserModule, uploadChunk, userModule } from "./userModule.ts";

type Methods = Handlers<_SERVICE>;

/** @param parts read anew by each call: they are there once the canister is installed */
export function methods(parts: () => DirectoryParts): Methods {
  return {
    ...users(parts),
    ...moderation(parts),
    ...reports(parts),
    ...otherServers(parts),
    ...operation(parts),
    ...governance(parts),
    async receive_report(caller, { activity_uri, reporter_actor_uri, object_uris, content }) {
      const { context, settings } = parts();
      if (caller.toText() !== settings.federation)
        throw new CoreError("Unauthorized", "Only the Federation may do this.");
      const report = {
        activityUri: activity_uri,
        reporterUri: reporter_actor_uri,
        objectUris: object_uris,
        content,
      };
      if (!(await receiveReport(context, report)))
        throw new CoreError("NotFound", "It is about nobody here.");
    },
    async list_profile(caller, listing) {
      await keepListing(parts().context, caller, listing);
    },
    async api_query(caller, request) {
      // What a query changes is forgotten: it must not look as if it had been done.
      return request.method === "GET" || request.method === "HEAD"
        ? answerApi(parts(), caller, request)
        : refuseApi(405, "Use api_update.");
    },
    api_update: (caller, request) => answerApi(parts(), caller, request),
  };
}

function users(
  parts: () => DirectoryParts,
): Pick<
  Methods,
  | "sign_up"
  | "sign_up_fee"
  | "prepay_sign_up"
  | "retry_sign_up"
  | "whoami"
  | "user_canister"
  | "get_user"
  | "get_handle"
  | "search_profiles"
  | "delete_profile"
  | "retry_delete_profile"
> {
  return {
    async sign_up(caller, handle) {
      const { directory, context, settings } = parts();
      const signUp = (): Promise<UserRow> => directory.signUp(callerOf(caller), { handle });
      const { principal } = callerOf(caller);
      // Nobody pays to hear that.
      if (principal === null) await signUp();
      else await payingFee(context.store, settings, principal, signUp);
    },
    async sign_up_fee(caller, [principal = caller]) {
      const { context, settings } = parts();
      return feeFor(context.store, settings, principal.toText());
    },
    async prepay_sign_up(_, principal) {
      if (principal.isAnonymous()) throw new CoreError("AnonymousPrincipal", "Nobody cannot sign up.");
      const { context, settings } = parts();
      return prepay(context.store, settings, principal.toText());
    },
    async retry_sign_up(caller) {
      await parts().directory.retrySignUp(callerOf(caller));
    },
    async whoami(caller) {
      return toWhoAmI(await parts().directory.whoAmI(callerOf(caller)));
    },
    async user_canister(caller, [principal]) {
      const args = principal === undefined ? {} : { principal: principal.toText() };
      const { canisterId } = await parts().directory.userCanister(callerOf(caller), args);
      if (canisterId === null) throw new Refusal({ NotCreated: null });
      return Principal.fromText(canisterId);
    },
    async get_user(_, args) {
      return toGetUser(await parts().directory.getUser(args));
    },
    async get_handle(_, asked) {
      const { principal } = callerOf(asked);
      const row =
        principal === null
          ? undefined
          : await parts().context.store.view(INSTANCE, (view) =>
              view.find(usersTable, "principal", { principal }),
            );
      if (row?.status !== "Active") throw new CoreError("NotFound", "Nobody here has this principal.");
      return row.handle;
    },
    async search_profiles(_, { query, offset, limit }) {
      const args = { query, offset: Number(offset), limit: Number(limit) };
      return (await parts().directory.searchProfiles(args)).map(toGetUser);
    },
    async delete_profile(caller) {
      await parts().directory.deleteProfile(callerOf(caller));
    },
    async retry_delete_profile(caller) {
      await parts().directory.retryDeleteProfile(callerOf(caller));
    },
  };
}

function moderation(
  parts: () => DirectoryParts,
): Pick<
  Methods,
  "add_moderator" | "remove_moderator" | "list_moderators" | "suspend" | "unsuspend" | "remove_profile"
> {
  const act =
    (
      run: (directory: Directory, caller: ReturnType<typeof callerOf>, principal: string) => Promise<unknown>,
    ) =>
    async (caller: Principal, { principal }: { principal: Principal }) => {
      await run(parts().directory, callerOf(caller), principal.toText());
    };
  return {
    async add_moderator(caller, { principal }) {
      await parts().directory.addModerator(callerOf(caller), { principal: nameModerator(principal) });
    },
    remove_moderator: act((directory, caller, principal) => directory.removeModerator(caller, { principal })),
    async list_moderators() {
      return (await parts().directory.listModerators()).map((it) => Principal.fromText(it));
    },
    suspend: act((directory, caller, principal) => directory.suspend(caller, { principal })),
    unsuspend: act((directory, caller, principal) => directory.unsuspend(caller, { principal })),
    remove_profile: act((directory, caller, principal) => directory.removeProfile(caller, { principal })),
  };
}

function reports(
  parts: () => DirectoryParts,
): Pick<Methods, "file_report" | "list_reports" | "resolve_report" | "dismiss_report"> {
  const show = (row: Parameters<typeof toReport>[1]): Promise<Report> =>
    parts().context.store.view(INSTANCE, (view) => toReport(view, row));
  return {
    async file_report(caller, { target_actor_uri, target_status_uris, target_inbox, ...said }) {
      const { context, directory } = parts();
      const args = {
        actorUri: target_actor_uri,
        statusUris: target_status_uris,
        reason: said.reason,
        category: readReportCategory(said.category[0]),
        brokenRules: await rulesById(context, said.rule_ids[0] ?? []),
        forward: said.forward,
      };
      const owner = await ownerOf(context, caller);
      if (owner === undefined) return show(await directory.fileReport(callerOf(caller), args));
      return show(await directory.fileReport(owner, { ...args, targetInbox: target_inbox[0] }));
    },
    async list_reports(caller, { state, limit, before }) {
      const args = { state: readReportState(state), limit: Number(limit), before: readBefore(before) };
      const rows = await parts().directory.listReports(callerOf(caller), args);
      return Promise.all(reportsInAnswer(rows).map(show));
    },
    async resolve_report(caller, { id }) {
      return show(await parts().directory.resolveReport(callerOf(caller), { id: storableId(id) }));
    },
    async dismiss_report(caller, { id }) {
      return show(await parts().directory.dismissReport(callerOf(caller), { id: storableId(id) }));
    },
  };
}

const readBefore = ([id]: [] | [bigint]): bigint | undefined =>
  id === undefined ? undefined : storableId(id, "BadArgs");
const federationOf = ({ settings }: DirectoryParts): Principal => Principal.fromText(settings.federation);

/** Whose User canister the caller is. */
async function ownerOf({ store }: Context, canister: Principal): Promise<Caller | undefined> {
  const canisterId = canister.toText();
  const user = await store.view(INSTANCE, (view) => view.find(usersTable, "canisterId", { canisterId }));
  return user && { principal: user.principal };
}

function otherServers(
  parts: () => DirectoryParts,
): Pick<Methods, "block_domain" | "unblock_domain" | "list_domain_blocks"> {
  return {
    async block_domain(caller, { domain, severity }) {
      const args = { domain, severity: readSeverity(severity) };
      return showDomainBlock(await parts().directory.blockDomain(callerOf(caller), args));
    },
    async unblock_domain(caller, args) {
      return showDomainBlock(await parts().directory.unblockDomain(callerOf(caller), args));
    },
    async list_domain_blocks(caller, { after: [after], limit }) {
      const args = { after, limit: Number(limit) };
      return (await parts().directory.listDomainBlocks(callerOf(caller), args)).map(showDomainBlock);
    },
  };
}

function operation(
  parts: () => DirectoryParts,
): Pick<
  Methods,
  | "upload_user_module_chunk"
  | "set_user_module"
  | "get_user_module"
  | "upgrade_user_canisters"
  | "get_upgrade_status"
  | "get_cycles_report"
  | "set_top_up_policy"
> {
  return {
    async upload_user_module_chunk(caller, chunk) {
      const { context, directory } = parts();
      await requireUploader(directory, caller);
      return uploadChunk(context.store, Uint8Array.from(chunk), () => isUpgrading(context));
    },
    async set_user_module(caller, args) {
      const { directory, context } = parts();
      await requireOperator(directory, caller);
      const fault = await faultOfModule(args);
      if (fault !== undefined) throw new Refusal({ Rejected: fault });
      // An upgrade may have begun while the chunks were looked for.
      if (await isUpgrading(context)) throw new Refusal({ UpgradeInProgress: null });
      await setUserModule(context.store, args);
    },
    async get_user_module() {
      const module = await userModule(parts().context.store);
      return module === undefined ? [] : [module];
    },
    async upgrade_user_canisters(caller, args) {
      const { directory, context } = parts();
      await requireOperator(directory, caller);
      await startUpgrade(context, args);
    },
    get_upgrade_status: () => upgradeStatus(parts().context),
    async get_cycles_report() {
      const { context, settings } = parts();
      const { users } = await context.store.view(INSTANCE, (view) => readCounters(view));
      return cyclesReport(context, users, Principal.fromText(settings.federation));
    },
    async set_top_up_policy(caller, policy) {
      const { directory, context } = parts();
      await requireOperator(directory, caller);
      await setTopUpPolicy(context, policy);
    },
  };
}

function governance(
  parts: () => DirectoryParts,
): Pick<
  Methods,
  | "set_sns_governance"
  | "get_sns_governance"
  | "get_policy"
  | "set_policy"
  | "stage_app_files"
  | "unstage_app_files"
  | "validate_proposal"
  | "execute_proposal"
> {
  return {
    async set_sns_governance(caller, principal) {
      if (!isController(caller)) throw new Error("Only controllers may do this.");
      await parts().directory.setGovernance({ principal: nameGovernance(principal) });
    },
    async get_sns_governance() {
      const principal = await parts().directory.governance();
      return principal === undefined ? [] : [Principal.fromText(principal)];
    },
    async get_policy() {
      return { rules: [...(await parts().directory.policy()).rules] };
    },
    async set_policy(caller, policy) {
      const { directory, context } = parts();
      await requireRuleMaker(directory, caller);
      await setPolicy(context, policy);
    },
    async stage_app_files(caller, files) {
      await requireUploader(parts().directory, caller);
      await stageAppFiles(federationOf(parts()), caller, files);
    },
    async unstage_app_files(caller) {
      await requireUploader(parts().directory, caller);
      await unstageAppFiles(federationOf(parts()), caller);
    },
    async validate_proposal(_, proposal) {
      const { context, directory } = parts();
      try {
        return await describeProposal(context, directory, federationOf(parts()), proposal);
      } catch (error) {
        throw new Refusal(reasonOf(error));
      }
    },
    async execute_proposal(caller, proposal) {
      const { directory, context } = parts();
      await requireGovernance(directory, caller);
      const scene = { context, directory, federation: federationOf(parts()), caller: callerOf(caller) };
      await executeProposal(scene, proposal);
    },
  };
}
