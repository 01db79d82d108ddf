/** Mastodon: methods/search. Addresses and links are resolved on request; names are searched by their beginning. */

import {
  INSTANCE,
  searchAccounts,
  searchHashtags,
  viewStatuses,
  Audience,
  type AccountRow,
  type StatusRow,
} from "@mastic/core";
import { storedAddress } from "../account.ts";
import { read, type Call } from "../call.ts";
import { accountEntity } from "../entities/account.ts";
import { statusEntity } from "../entities/status.ts";
import { tagEntity } from "../entities/tag.ts";
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

async function search(call: Call): Promise<ApiResponse> {
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
        mayResolve && address.includes("@") && request.offset === 0
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
  const statuses = await read(call, async (view, viewer) => {
    const audience = new Audience(view, viewer);
    return viewStatuses(audience, await audience.filter(found.statuses, "maySee"));
  });
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
