/**
 * Mastodon: methods/search. Addresses and links are resolved on request; names are searched by their beginning, statuses
 * by their words.
 */

import {
  INSTANCE,
  indexOlderOnce,
  parseStatusQuery,
  profiles,
  searchAccounts,
  searchHashtags,
  searchStatuses,
  viewStatuses,
  Audience,
  type AccountRow,
  type StatusRow,
  type StatusView,
} from "@mastic/core";
import { storedAddress } from "../account.ts";
import { read, type Call } from "../call.ts";
import { ApiError } from "../error.ts";
import { accountEntity } from "../entities/account.ts";
import { statusEntity } from "../entities/status.ts";
import { tagEntity } from "../entities/tag.ts";
import { grants } from "../scopes.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { resolveAccount } from "./accounts.ts";

/** Longer queries are cut. */
const LONGEST = 2048;

async function resolveStatus(call: Call, url: string): Promise<StatusRow | undefined> {
  try {
    return await call.api.gather(call.viewer?.owner ?? INSTANCE).status(url);
  } catch {
    return undefined;
  }
}

/** A hashtag, or an address: who types that looks for nothing else, unless posts are asked for by name. */
const NAME = /^(?:#|@?[^\s:@]*@)\S*$/;

/** What the viewer finds among statuses by words; what was here before search was is indexed from the first time on. */
async function statusesByWords(
  call: Call,
  query: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<StatusView[]> {
  const { store } = call.api.context;
  const words = parseStatusQuery(query, (address) => storedAddress(call, address));
  const request = {
    ...page,
    maxId: call.input.id("max_id"),
    minId: call.input.id("min_id"),
    accountId: call.input.id("account_id"),
  };
  const { found, profile } = await read(call, async (view, viewer) => ({
    found: await searchStatuses(view, viewer, words, request),
    profile: await view.get(profiles, { accountId: viewer }),
  }));
  if (profile?.indexedAt === null) {
    await store.turn(profile.accountId, async (turn) => {
      const current = await turn.get(profiles, { accountId: profile.accountId });
      if (current !== undefined) await indexOlderOnce(turn, current);
    });
  }
  return found;
}

/** @throws {ApiError} 403 for a token that lets its client search nothing */
async function search(call: Call): Promise<ApiResponse> {
  if (call.token !== null && !grants(call.token.scopes, "read:search")) {
    throw new ApiError(403, "This action is outside the authorized scopes");
  }
  const { instance, now } = call.api.context;
  const query = call.input.required("q").trim().slice(0, LONGEST);
  const type = call.input.text("type");
  const wants = (kind: string): boolean => type === undefined || type === "" || type === kind;
  const request = {
    limit: call.input.integer("limit", { min: 1, max: 40, fallback: 20 }),
    offset: call.input.integer("offset", { min: 0, max: 1000, fallback: 0 }),
  };
  // Resolving makes this node fetch from elsewhere: only for people who are signed in.
  const mayResolve = call.input.boolean("resolve") === true && call.viewer !== null;
  const isUrl = query.startsWith("https://") || query.startsWith("http://");
  const found: { accounts: AccountRow[]; statuses: StatusRow[]; tags: string[] } = {
    accounts: [],
    statuses: [],
    tags: [],
  };
  if (isUrl) {
    // A link may name either; nothing is fetched twice, since what was fetched is remembered.
    if (mayResolve && request.offset === 0) {
      const status = wants("statuses") ? await resolveStatus(call, query) : undefined;
      if (status !== undefined) found.statuses.push(status);
      const account =
        status === undefined && wants("accounts") ? await resolveAccount(call, query) : undefined;
      if (account !== undefined) found.accounts.push(account);
    }
  } else {
    if (wants("accounts") && !query.startsWith("#")) {
      const address = storedAddress(call, query);
      const followed = call.input.boolean("following") === true;
      const resolved =
        mayResolve && NAME.test(query) && address.includes("@") && request.offset === 0
          ? await resolveAccount(call, address)
          : undefined;
      if (resolved !== undefined) found.accounts.push(resolved);
      const known = await read(call, (view, viewer) =>
        searchAccounts(view, viewer, address, request, followed),
      );
      found.accounts.push(...known.filter((row) => row.id !== resolved?.id));
    }
    if (wants("hashtags") && !query.startsWith("@")) {
      const tag = query.replace(/^#/, "").toLowerCase().normalize("NFC");
      if (tag !== "") found.tags = await read(call, (view) => searchHashtags(view, tag, request));
    }
  }
  const named = await read(call, async (view, viewer) => {
    const audience = new Audience(view, viewer);
    return viewStatuses(audience, await audience.filter(found.statuses, "maySee"));
  });
  const isByWords =
    call.viewer !== null &&
    wants("statuses") &&
    !(isUrl && mayResolve) &&
    (type === "statuses" || !NAME.test(query));
  const statuses = isByWords ? await statusesByWords(call, query, request) : named;
  const at = now();
  return ok({
    accounts: found.accounts.slice(0, request.limit).map((row) => accountEntity(instance, row)),
    statuses: statuses.map((it) => statusEntity(instance, it, at)),
    hashtags: found.tags.map((tag) => tagEntity(instance, tag, at)),
  });
}

export const searchRoutes: readonly Route[] = [
  route("GET", "/api/v2/search", "open", search),
  route("GET", "/api/v1/tags/:tag", "open", async (call) => {
    const { instance, now } = call.api.context;
    return ok(tagEntity(instance, (call.params["tag"] ?? "").toLowerCase(), now()));
  }),
];
