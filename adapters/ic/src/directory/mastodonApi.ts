/**
 * The Mastodon API for what belongs to the instance, by the handler that all hosts share (libs/mastodon-api): what
 * apps ask before they know a home, and what moderators do. The Directory has no statuses; what belongs to a user is
 * asked of the home.
 */

import { accounts, CoreError, INSTANCE, users } from "@mastic/core";
import {
  accountEntity,
  ApiError,
  handleApi,
  roleEntity,
  routeOf,
  type AccessToken,
  type Api,
} from "@mastic/mastodon-api";
import type { Principal } from "@icp-sdk/core/principal";
import type { ApiRequest, ApiResponse } from "../candid/directory.did.ts";
import { readApiRequest, refuseApi, writeApiResponse } from "../frame/apiMessages.ts";
import { uploadLimits } from "../host/mediaKinds.ts";
import { callerOf } from "../host/principals.ts";
import type { DirectoryParts } from "./parts.ts";
import { reportedAtHomes } from "./reported.ts";

/** Routes that the Directory answers, as the handler's table spells them. */
const served: ReadonlySet<string> = new Set([
  "/api/v1/instance",
  "/api/v2/instance",
  "/api/v1/instance/peers",
  "/api/v1/instance/activity",
  "/api/v1/instance/rules",
  "/api/v1/instance/domain_blocks",
  "/api/v1/instance/languages",
  "/api/v1/instance/translation_languages",
  "/api/v1/instance/extended_description",
  "/api/v1/announcements",
  "/api/v1/custom_emojis",
  "/api/v1/directory",
  "/api/v1/accounts",
  "/api/v1/accounts/:id",
  "/api/v1/accounts/lookup",
  "/api/v1/accounts/search",
  "/api/v2/search",
  "/api/v1/trends",
  "/api/v1/trends/tags",
  "/api/v1/trends/statuses",
  "/api/v1/trends/links",
  "/api/v1/accounts/verify_credentials",
  "/api/v1/admin/accounts",
  "/api/v2/admin/accounts",
  "/api/v1/admin/accounts/:id",
  "/api/v1/admin/accounts/:id/action",
  "/api/v1/admin/accounts/:id/unsuspend",
  "/api/v1/admin/accounts/:id/promote",
  "/api/v1/admin/accounts/:id/demote",
  "/api/v1/admin/domain_blocks",
  "/api/v1/admin/domain_blocks/:id",
  "/api/v1/admin/reports",
  "/api/v1/admin/reports/:id",
  "/api/v1/admin/reports/:id/resolve",
  "/api/v1/admin/statuses/:id",
  "/api/v1/pleroma/admin/rules",
  "/api/v1/pleroma/admin/rules/:id",
]);

const CREDENTIALS = "/api/v1/accounts/verify_credentials";
const RULES = "/api/v1/instance/rules";
/** Whose answers have the rules of the instance in them. */
const withRules: ReadonlySet<string> = new Set(["/api/v1/instance", "/api/v2/instance", RULES]);

export async function answerApi(
  parts: DirectoryParts,
  caller: Principal,
  asked: ApiRequest,
): Promise<ApiResponse> {
  const request = readApiRequest(asked);
  const path = routeOf(request.method, request.url)?.path;
  // What is no route at all is refused by the handler: 404, or 405 with what is allowed.
  if (path !== undefined && !served.has(path)) return refuseApi(404, "This is asked of a User canister.");
  const token = await tokenOf(parts, caller);
  if (path === CREDENTIALS) return answerCredentials(parts, token);
  const answer = await handleApi(apiOf(parts), { ...request, token });
  if (answer === undefined) return refuseApi(404, "Record not found");
  if (path === undefined || !withRules.has(path)) return writeApiResponse(answer);
  const rules = await rulesOf(parts);
  const body = path === RULES ? rules : { ...(answer.body as object), rules };
  return writeApiResponse({ ...answer, body });
}

/** Mastodon: entities/Rule. The governance sets them, and only the Directory knows them. */
async function rulesOf({ directory }: DirectoryParts) {
  const { rules } = await directory.policy();
  return rules.map((text, index) => ({ id: (index + 1).toString(), text, hint: "" }));
}

/** The principal is the login; what may be changed here is changed by the typed methods. */
async function tokenOf(
  { context, directory }: DirectoryParts,
  caller: Principal,
): Promise<AccessToken | null> {
  const { principal } = callerOf(caller);
  if (principal === null) return null;
  const user = await context.store.view(INSTANCE, (view) => view.find(users, "principal", { principal }));
  // A moderator needs no account.
  if (user === undefined && !(await directory.isModerator(principal))) return null;
  const isSuspended = user !== undefined && user.status !== "Active";
  return {
    scopes: ["read", "admin:read", "admin:write"],
    user: { owner: user?.id ?? INSTANCE, principal, isSuspended },
    application: null,
  };
}

/** Mastodon: verify_credentials, as far as the Directory knows: what somebody may do here. `source` is the home's. */
async function answerCredentials(
  { context, directory }: DirectoryParts,
  token: AccessToken | null,
): Promise<ApiResponse> {
  if (token?.user == null) return refuseApi(401, "The access token is invalid");
  const { owner, principal, isSuspended } = token.user;
  const account = await context.store.view(INSTANCE, (view) => view.get(accounts, { id: owner }));
  if (account === undefined) return refuseApi(404, "Record not found");
  const moderator = !isSuspended && (await directory.isModerator(principal));
  const governed = (await directory.governance()) !== undefined;
  const body = {
    ...accountEntity(context.instance, account, { moderator }),
    role: roleEntity({ moderator, governed }),
  };
  return writeApiResponse({ status: 200, headers: {}, body });
}

function apiOf({ context, directory }: DirectoryParts): Api {
  const elsewhere = async (): Promise<never> => {
    throw new CoreError("NotFound", "The Directory knows those who live here.");
  };
  const noUpload = async (): Promise<never> => {
    throw new ApiError(422, "Files go to a User canister.");
  };
  return {
    context,
    directory,
    user: () => {
      throw new Error("The Directory has no homes of its own.");
    },
    gather: () => ({ account: elsewhere, refresh: elsewhere, status: elsewhere }),
    reported: reportedAtHomes(context),
    media: { attach: noUpload, picture: noUpload, limits: uploadLimits },
    streamingUrl: "",
    pause: () => Promise.resolve(),
  };
}
