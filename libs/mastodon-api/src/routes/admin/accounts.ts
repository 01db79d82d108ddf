/** Mastodon: methods/admin/accounts: who is here, who is locked out, and who keeps order. */

import { accounts, parseId, reports, users, type Caller, type UserRow, type View } from "@mastic/core";
import { notFound, type Call } from "../../call.ts";
import { adminAccountEntity, type AdminAccountView } from "../../entities/admin.ts";
import { ApiError } from "../../error.ts";
import { invalid } from "../../input.ts";
import { adminAccount, adminAccountById, readAsModerator, requireModerator } from "../../moderation.ts";
import { linkHeader, pageRequest } from "../../paging.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

/** How many accounts one request looks at, however few of them are asked for. */
const LOOKED_AT = 1_000;
const STEP = 200;

type Filter = (view: AdminAccountView) => boolean;

/** Both versions of the method: `status=suspended` and `suspended=true`, `permissions=staff` and `staff=true`. */
function filterOf({ input }: Call): Filter {
  const status = input.text("status");
  const wantsSuspended = status === "suspended" || input.boolean("suspended") === true;
  const wantsActive = status === "active" || input.boolean("active") === true;
  const wantsStaff = input.text("permissions") === "staff" || input.boolean("staff") === true;
  const wantsRemote = input.text("origin") === "remote" || input.boolean("remote") === true;
  const name = (input.text("username") ?? "").replace(/^@/, "").toLowerCase();
  return ({ account, moderator }) =>
    !wantsRemote &&
    (!wantsSuspended || account.suspended) &&
    (!wantsActive || !account.suspended) &&
    (!wantsStaff || moderator) &&
    account.username.toLowerCase().startsWith(name);
}

/** People of this node, the newest first; those of other servers are moderated by domain. */
async function list(call: Call): Promise<ApiResponse> {
  const { limit, maxId } = pageRequest(call, { fallback: 100, max: 200 });
  const matches = filterOf(call);
  const page = await readAsModerator(call, async (view, governed) => {
    const items: AdminAccountView[] = [];
    let oldest: bigint | undefined;
    for await (const user of newestUsers(view, maxId)) {
      if (items.length === limit) break;
      oldest = user.id;
      const account = await view.get(accounts, { id: user.id });
      const found = account === undefined ? undefined : await adminAccount(view, account, governed);
      if (found !== undefined && matches(found)) items.push(found);
    }
    // A page on which nobody was found is not the last one.
    return { items, newest: items[0]?.account.id ?? oldest, oldest, isEnd: items.length < limit };
  });
  const { instance } = call.api.context;
  return ok(
    page.items.map((one) => adminAccountEntity(instance, one)),
    linkHeader(call, page),
  );
}

async function* newestUsers(view: View, maxId: bigint | undefined): AsyncGenerator<UserRow> {
  let before = maxId;
  for (let seen = 0; seen < LOOKED_AT; seen += STEP) {
    const { rows, next } = await view.scan(users, {
      ...(before === undefined ? {} : { before: { id: before } }),
      reverse: true,
      limit: STEP,
    });
    yield* rows;
    before = rows.at(-1)?.id;
    if (next === undefined) return;
  }
}

/** @throws {ApiError} 403, 404 */
async function named(call: Call): Promise<AdminAccountView> {
  const id = parseId(call.params["id"] ?? "") ?? null;
  const found = await readAsModerator(call, (view, governed) => adminAccountById(view, id, governed));
  if (found === undefined) throw notFound();
  return found;
}

/** Does something to somebody of this node, and answers with how they stand then. */
function change(
  act: (call: Call, caller: Caller, user: UserRow, view: AdminAccountView) => Promise<void>,
): Route["handle"] {
  return async (call) => {
    const caller = await requireModerator(call);
    const view = await named(call);
    if (view.user === undefined) {
      throw new ApiError(422, "This account is of another server: block its domain, or only this account.");
    }
    await act(call, caller, view.user, view);
    return ok(adminAccountEntity(call.api.context.instance, await named(call)));
  };
}

/** The report that led to an action. @throws {ApiError} 404 before anything has been done */
async function openReport(call: Call): Promise<bigint | undefined> {
  const id = call.input.id("report_id");
  if (id === undefined) return undefined;
  const row = await readAsModerator(call, (view) => view.get(reports, { id }));
  if (row === undefined) throw notFound();
  return id;
}

/** Of Mastodon's actions those that are served: `none` and `suspend`. @throws {ApiError} 422 */
async function action(call: Call, caller: Caller, user: UserRow): Promise<void> {
  const report = await openReport(call);
  const type = call.input.required("type");
  if (type !== "none" && type !== "suspend") {
    throw invalid("type", "ERR_INCLUSION", "is not served here: none or suspend");
  }
  if (type === "suspend") {
    if (user.principal === caller.principal) throw new ApiError(422, "Nobody suspends themselves.");
    await call.api.directory.suspend(caller, { handle: user.handle });
  }
  if (report !== undefined) await call.api.directory.resolveReport(caller, { id: report });
}

/** Mastodon: only of somebody who is suspended. @throws {ApiError} 403 */
async function remove(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const view = await named(call);
  if (view.user?.status !== "Suspended") throw new ApiError(403, "This action is not allowed");
  const answer = adminAccountEntity(call.api.context.instance, view);
  await call.api.directory.removeProfile(caller, { handle: view.user.handle });
  return ok(answer);
}

export const adminAccountRoutes: readonly Route[] = [
  route("GET", "/api/v1/admin/accounts", "admin:read:accounts", list),
  route("GET", "/api/v2/admin/accounts", "admin:read:accounts", list),
  route("GET", "/api/v1/admin/accounts/:id", "admin:read:accounts", async (call) =>
    ok(adminAccountEntity(call.api.context.instance, await named(call))),
  ),
  route("DELETE", "/api/v1/admin/accounts/:id", "admin:write:accounts", remove),
  route(
    "POST",
    "/api/v1/admin/accounts/:id/action",
    "admin:write:accounts",
    change((call, caller, user) => action(call, caller, user)),
  ),
  route(
    "POST",
    "/api/v1/admin/accounts/:id/unsuspend",
    "admin:write:accounts",
    change(async (call, caller, { handle }) => {
      await call.api.directory.unsuspend(caller, { handle });
    }),
  ),
  // Mastodon names its staff in its web interface only.
  route(
    "POST",
    "/api/v1/admin/accounts/:id/promote",
    "admin:write:accounts",
    change((call, caller, { principal }) => call.api.directory.addModerator(caller, { principal })),
  ),
  route(
    "POST",
    "/api/v1/admin/accounts/:id/demote",
    "admin:write:accounts",
    change((call, caller, { principal }) => call.api.directory.removeModerator(caller, { principal })),
  ),
];
