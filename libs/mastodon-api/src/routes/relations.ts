/** Mastodon: follow, block, mute and back; follow requests; the lists of blocked and muted accounts. */

import {
  accountList,
  mutes,
  relationship,
  type AccountList,
  type AccountRow,
  type Caller,
  type User,
} from "@mastic/core";
import { accountById } from "../account.ts";
import { unless } from "../again.ts";
import { read, requireViewer, type Call } from "../call.ts";
import { mutedAccountEntity } from "../entities/account.ts";
import { relationshipEntity } from "../entities/relationship.ts";
import { linkHeader, pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route, type Scope } from "../route.ts";
import { accountPage } from "./accounts.ts";

/** How the viewer stands to the account now. */
async function answerRelationship(call: Call, account: AccountRow): Promise<ApiResponse> {
  return ok(relationshipEntity(await read(call, (view) => relationship(view, account))));
}

function relation(
  path: string,
  scope: Scope,
  act: (user: User, caller: Caller, account: AccountRow, call: Call) => Promise<unknown>,
): Route {
  return route("POST", path, scope, async (call) => {
    const { owner, caller } = requireViewer(call);
    const account = await accountById(call, call.params["id"]);
    await act(call.api.user(owner), caller, account, call);
    return answerRelationship(call, account);
  });
}

function list(path: string, scope: Scope, which: AccountList): Route {
  return route("GET", path, scope, async (call) => {
    requireViewer(call);
    const request = pageRequest(call, { fallback: 40, max: 80 });
    return accountPage(call, await read(call, (view) => accountList(view, which, request)));
  });
}

async function mutedAccounts(call: Call): Promise<ApiResponse> {
  const request = pageRequest(call, { fallback: 40, max: 80 });
  const page = await read(call, async (view) => {
    const found = await accountList(view, "mutes", request);
    const items = [];
    for (const account of found.items) {
      const mute = await view.get(mutes, { actorUri: account.uri });
      items.push({ account, expiresAt: mute?.expiresAt ?? null });
    }
    return { ...found, items };
  });
  const { instance } = call.api.context;
  return ok(
    page.items.map((it) => mutedAccountEntity(instance, it.account, it.expiresAt)),
    linkHeader(call, page),
  );
}

/** How long the Accept of an account of this node is waited for. */
const ACCEPT_POLLS = 25;
const ACCEPT_POLL_MILLIS = 20;

/**
 * A neighbour who is not locked accepts within moments: that is waited for, so that what is read next agrees. As in
 * Mastodon, an account elsewhere that is not locked counts as followed before its Accept has come.
 */
async function follow(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const account = await accountById(call, call.params["id"]);
  const languages = call.input.list("languages", 20);
  await call.api.user(owner).followUser(caller, {
    account: account.uri,
    options: {
      reblogs: call.input.boolean("reblogs"),
      notify: call.input.boolean("notify"),
      languages: languages.length === 0 ? undefined : languages,
    },
  });
  let now = await read(call, (view) => relationship(view, account));
  const isNear = account.host === null && !account.locked;
  for (let poll = 0; isNear && now.requested && poll < ACCEPT_POLLS; poll += 1) {
    await call.api.pause(ACCEPT_POLL_MILLIS);
    now = await read(call, (view) => relationship(view, account));
  }
  const isPromised = now.requested && !account.locked;
  return ok(relationshipEntity(isPromised ? { ...now, following: true, requested: false } : now));
}

export const relationRoutes: readonly Route[] = [
  route("POST", "/api/v1/accounts/:id/follow", "write:follows", follow),
  relation("/api/v1/accounts/:id/unfollow", "write:follows", (user, caller, account) =>
    unless(["NotFollowing"], user.unfollowUser(caller, { account: account.uri })),
  ),
  relation("/api/v1/accounts/:id/remove_from_followers", "write:follows", (user, caller, account) =>
    unless(["RequestNotFound", "NotFound"], user.removeFollower(caller, { actorUri: account.uri })),
  ),
  relation("/api/v1/accounts/:id/block", "write:blocks", (user, caller, account) =>
    user.blockUser(caller, { account: account.uri }),
  ),
  relation("/api/v1/accounts/:id/unblock", "write:blocks", (user, caller, account) =>
    unless(["NotFound"], user.unblockUser(caller, { account: account.uri })),
  ),
  relation("/api/v1/accounts/:id/mute", "write:mutes", (user, caller, account, call) => {
    const seconds = call.input.integer("duration", { min: 0, max: 315_360_000, fallback: 0 });
    return user.muteUser(caller, {
      account: account.uri,
      notifications: call.input.boolean("notifications") ?? true,
      durationMillis: seconds * 1000,
    });
  }),
  relation("/api/v1/accounts/:id/unmute", "write:mutes", (user, caller, account) =>
    unless(["NotFound"], user.unmuteUser(caller, { account: account.uri })),
  ),
  relation("/api/v1/follow_requests/:id/authorize", "write:follows", (user, caller, account) =>
    user.acceptFollow(caller, { actorUri: account.uri }),
  ),
  relation("/api/v1/follow_requests/:id/reject", "write:follows", (user, caller, account) =>
    user.rejectFollow(caller, { actorUri: account.uri }),
  ),
  list("/api/v1/follow_requests", "read:follows", "followRequests"),
  list("/api/v1/blocks", "read:blocks", "blocks"),
  route("GET", "/api/v1/mutes", "read:mutes", mutedAccounts),
];
