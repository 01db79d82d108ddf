/** Mastodon: methods/accounts: reading accounts and what they wrote. */

import {
  accountList,
  accounts,
  accountTimeline,
  INSTANCE,
  pinnedIds,
  profiles,
  relationship,
  searchAccounts,
  statusesById,
  type AccountList,
  type AccountRow,
  type PageResult,
  parseId,
} from "@mastic/core";
import { accountByAddress, accountById, storedAddress } from "../account.ts";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { accountEntity } from "../entities/account.ts";
import { relationshipEntity } from "../entities/relationship.ts";
import { parseHashtag } from "../hashtag.ts";
import { linkHeader, pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { statusPage } from "./timelines.ts";

/** A page of accounts with its links. */
export function accountPage(call: Call, page: PageResult<AccountRow>): ApiResponse {
  const { instance } = call.api.context;
  return ok(
    page.items.map((account) => accountEntity(instance, account)),
    linkHeader(call, page),
  );
}

async function follows(call: Call, which: AccountList): Promise<ApiResponse> {
  const account = await accountById(call, call.params["id"]);
  const request = pageRequest(call, { fallback: 40, max: 80 });
  // Only this node's own accounts have their lists here.
  if (account.host !== null || account.suspended) return ok([]);
  const page = await call.api.context.store.view(account.id, async (view) => {
    const profile = await view.get(profiles, { accountId: account.id });
    if (profile?.hideCollections === true && call.viewer?.owner !== account.id) return undefined;
    return accountList(view, which, request);
  });
  return page === undefined ? ok([]) : accountPage(call, page);
}

async function accountStatuses(call: Call): Promise<ApiResponse> {
  const account = await accountById(call, call.params["id"]);
  if (call.input.boolean("pinned") === true) {
    const ids = await call.api.context.store.view(account.id, pinnedIds);
    const items = await read(call, (view, viewer) => statusesById(view, viewer, ids));
    return statusPage(call, { items, newest: undefined, oldest: undefined, isEnd: true });
  }
  const tagged = call.input.text("tagged");
  return statusPage(
    call,
    await read(call, (view, viewer) =>
      accountTimeline(view, viewer, account, pageRequest(call, { fallback: 20, max: 40 }), {
        excludeReplies: call.input.boolean("exclude_replies"),
        excludeBoosts: call.input.boolean("exclude_reblogs"),
        onlyMedia: call.input.boolean("only_media"),
        tagged: tagged === undefined ? undefined : parseHashtag(tagged),
      }),
    ),
  );
}

/** Asks a remote server about an address that nobody here has heard of; `undefined` when there is no such account. */
export async function resolveAccount(call: Call, reference: string): Promise<AccountRow | undefined> {
  try {
    return await call.api.gather(call.viewer?.owner ?? INSTANCE).account(reference);
  } catch {
    return undefined;
  }
}

/** With where it has moved to, if that is known. */
async function answerAccount(call: Call, account: AccountRow): Promise<ApiResponse> {
  const { movedToUri: uri } = account;
  const moved = uri === null ? undefined : await read(call, (view) => view.find(accounts, "uri", { uri }));
  return ok(accountEntity(call.api.context.instance, account, moved === undefined ? {} : { moved }));
}

export const accountRoutes: readonly Route[] = [
  route("GET", "/api/v1/accounts/lookup", "open", async (call) => {
    const account = await accountByAddress(call, call.input.required("acct"));
    if (account === undefined) throw notFound();
    return answerAccount(call, account);
  }),
  route("GET", "/api/v1/accounts/search", "read:accounts", async (call) => {
    const query = storedAddress(call, call.input.text("q") ?? "");
    const limit = call.input.integer("limit", { min: 1, max: 80, fallback: 40 });
    const offset = call.input.integer("offset", { min: 0, max: 1000, fallback: 0 });
    const followed = call.input.boolean("following") === true;
    if (query === "") return ok([]);
    const resolved =
      call.input.boolean("resolve") === true && query.includes("@") && offset === 0
        ? await resolveAccount(call, query)
        : undefined;
    const found = await read(call, (view, viewer) =>
      searchAccounts(view, viewer, query, { limit, offset }, followed),
    );
    const rows = [
      ...(resolved === undefined ? [] : [resolved]),
      ...found.filter((row) => row.id !== resolved?.id),
    ];
    return ok(rows.slice(0, limit).map((row) => accountEntity(call.api.context.instance, row)));
  }),
  route("GET", "/api/v1/accounts/relationships", "read:follows", async (call) => {
    requireViewer(call);
    const ids = call.input.list("id", 100).flatMap((id) => parseId(id) ?? []);
    const found = await read(call, async (view) => {
      const rows = await view.getMany(
        accounts,
        ids.map((id) => ({ id })),
      );
      return Promise.all(rows.flatMap((row) => (row === undefined ? [] : [relationship(view, row)])));
    });
    return ok(found.map(relationshipEntity));
  }),
  route("GET", "/api/v1/accounts/familiar_followers", "read:follows", async (call) =>
    ok(call.input.list("id", 40).map((id) => ({ id, accounts: [] }))),
  ),
  route("GET", "/api/v1/accounts", "open", async (call) => {
    const ids = call.input.list("id", 40).flatMap((id) => parseId(id) ?? []);
    const rows = await read(call, (view) =>
      view.getMany(
        accounts,
        ids.map((id) => ({ id })),
      ),
    );
    return ok(
      rows.flatMap((row) => (row === undefined ? [] : [accountEntity(call.api.context.instance, row)])),
    );
  }),
  route("GET", "/api/v1/accounts/:id", "open", async (call) => {
    const account = await accountById(call, call.params["id"]);
    return answerAccount(call, account);
  }),
  route("GET", "/api/v1/accounts/:id/statuses", "open", accountStatuses),
  // Nobody features other profiles here.
  route("GET", "/api/v1/accounts/:id/endorsements", "open", async (call) => {
    await accountById(call, call.params["id"]);
    return ok([]);
  }),
  route("GET", "/api/v1/accounts/:id/followers", "open", (call) => follows(call, "followers")),
  route("GET", "/api/v1/accounts/:id/following", "open", (call) => follows(call, "following")),
];
