/** Mastodon: the signed-in account itself: credentials, profile, preferences, reports. */

import {
  accounts,
  followRequests,
  INSTANCE,
  moderators,
  MOST_RULES,
  profileMetadata,
  profiles,
  QuotePolicy,
  Visibility,
  type BrokenRule,
} from "@mastic/core";
import { accountById } from "../account.ts";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { accountEntity, credentialAccountEntity } from "../entities/account.ts";
import { findRule } from "../entities/rule.ts";
import { time } from "../entities/time.ts";
import { ApiError } from "../error.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, takingFiles, type Route } from "../route.ts";
import { statusesToReport } from "../statusesToReport.ts";

/** Follow requests are counted up to this many. */
const REQUESTS = 100;

/** The signed-in account as its owner sees it. */
async function answerCredentials(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const moderator = await call.api.context.store.view(INSTANCE, async (view) =>
    caller.principal === null ? undefined : view.get(moderators, { principal: caller.principal }),
  );
  const governed = (await call.api.directory.governance()) !== undefined;
  const entity = await read(call, async (view) => {
    const account = await view.get(accounts, { id: owner });
    const profile = await view.get(profiles, { accountId: owner });
    if (account === undefined || profile === undefined) return undefined;
    const fields = await view.scan(profileMetadata, { limit: 16 });
    const requests = await view.scan(followRequests, { limit: REQUESTS });
    const moved =
      account.movedToUri === null ? undefined : await view.find(accounts, "uri", { uri: account.movedToUri });
    return credentialAccountEntity(call.api.context.instance, account, profile, {
      fields: fields.rows,
      followRequests: requests.rows.length,
      moderator: moderator !== undefined,
      governed,
      ...(moved === undefined ? {} : { moved }),
    });
  });
  if (entity === undefined) throw notFound();
  return ok(entity);
}

/** `fields_attributes` as an array or as an object of numbered entries. */
function fields(call: Call): { name: string; value: string }[] | undefined {
  const found = [];
  let present = false;
  for (let index = 0; index < 16; index += 1) {
    const name = call.input.text(`fields_attributes.${index}.name`);
    const value = call.input.text(`fields_attributes.${index}.value`);
    if (name === undefined && value === undefined) continue;
    present = true;
    if (name !== undefined && name.trim() !== "") found.push({ name, value: value ?? "" });
  }
  return present || call.input.has("fields_attributes") ? found : undefined;
}

async function updateCredentials(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const avatar = call.input.file("avatar");
  const header = call.input.file("header");
  const defaultVisibility = call.input.oneOf("source.privacy", Visibility);
  const language = call.input.text("source.language");
  const defaultQuotePolicy = call.input.oneOf("source.quote_policy", QuotePolicy);
  await call.api.user(owner).updateProfile(caller, {
    displayName: call.input.text("display_name"),
    bio: call.input.text("note"),
    avatar: avatar === undefined ? undefined : await call.api.media.picture("avatar", avatar),
    header: header === undefined ? undefined : await call.api.media.picture("header", header),
    fields: fields(call),
    locked: call.input.boolean("locked"),
    bot: call.input.boolean("bot"),
    discoverable: call.input.boolean("discoverable"),
    indexable: call.input.boolean("indexable"),
    hideCollections: call.input.boolean("hide_collections"),
    defaultVisibility,
    defaultQuotePolicy,
    defaultSensitive: call.input.boolean("source.sensitive"),
    defaultLanguage: language === undefined ? undefined : language === "" ? null : language,
  });
  return answerCredentials(call);
}

async function removePicture(
  call: Call,
  change: { readonly avatar: null } | { readonly header: null },
): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  await call.api.user(owner).updateProfile(caller, change);
  return answerCredentials(call);
}

async function preferences(call: Call): Promise<ApiResponse> {
  const { owner } = requireViewer(call);
  const profile = await read(call, (view) => view.get(profiles, { accountId: owner }));
  if (profile === undefined) throw notFound();
  return ok({
    "posting:default:visibility": profile.defaultVisibility,
    "posting:default:sensitive": profile.defaultSensitive,
    "posting:default:language": profile.defaultLanguage,
    "posting:default:quote_policy": profile.defaultQuotePolicy,
    "reading:expand:media": "default",
    "reading:expand:spoilers": false,
    "reading:autoplay:gifs": false,
  });
}

const categories = ["spam", "legal", "violation", "other"] as const;

/**
 * Where the rules are kept elsewhere they go by their ids, and whoever keeps them says which there are.
 * @throws {ApiError} 422 for a rule that there is not
 */
async function brokenRules(call: Call): Promise<readonly BrokenRule[]> {
  const { directory, context } = call.api;
  const policy = await directory.policy();
  return call.input.list("rule_ids", MOST_RULES).map((id) => {
    if (context.instance.rules === undefined) return { id, text: "" };
    const rule = findRule(policy, id);
    if (rule === undefined) throw new ApiError(422, "Validation failed: Reported rules do not exist");
    return rule;
  });
}

async function report(call: Call): Promise<ApiResponse> {
  const { caller } = requireViewer(call);
  const target = await accountById(call, call.input.required("account_id"));
  const named = await statusesToReport(call, target, call.input.list("status_ids", 40));
  const category = categories.find((it) => it === call.input.text("category")) ?? "other";
  const comment = call.input.text("comment") ?? "";
  const row = await call.api.directory.fileReport(caller, {
    actorUri: target.uri,
    statusUris: named.map(({ uri }) => uri),
    category,
    // Mastodon lets a report say nothing; the domain wants a reason.
    brokenRules: await brokenRules(call),
    reason: comment.trim() === "" ? "(no comment)" : comment.slice(0, 1000),
    forward: call.input.boolean("forward") ?? false,
  });
  return ok({
    id: row.id.toString(),
    action_taken: false,
    action_taken_at: null,
    category: row.category,
    comment,
    forwarded: row.forwarded === "yes",
    created_at: time(row.createdAt),
    status_ids: named.map(({ id }) => id.toString()),
    rule_ids: row.brokenRules.map(({ id }) => id),
    collection_ids: [],
    target_account: accountEntity(call.api.context.instance, target),
  });
}

export const profileRoutes: readonly Route[] = [
  route("GET", "/api/v1/accounts/verify_credentials", "profile", answerCredentials),
  takingFiles(route("PATCH", "/api/v1/accounts/update_credentials", "write:accounts", updateCredentials)),
  route("GET", "/api/v1/preferences", "read:accounts", preferences),
  route("DELETE", "/api/v1/profile/avatar", "write:accounts", (call) =>
    removePicture(call, { avatar: null }),
  ),
  route("DELETE", "/api/v1/profile/header", "write:accounts", (call) =>
    removePicture(call, { header: null }),
  ),
  route("POST", "/api/v1/reports", "write:reports", report),
];
