/** Mastodon: methods/featured_tags. A featured tag's id is the tag itself. */

import { accounts, featuredTags, type AccountRow, type Row, type View } from "@mastic/core";
import { accountById } from "../account.ts";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import type { JsonObject } from "../entities/account.ts";
import { tagUrl } from "../entities/status.ts";
import { day } from "../entities/time.ts";
import { ok } from "../request.ts";
import { route, type Route } from "../route.ts";

/** More than this are never featured. */
const MOST = 20;

function entity(call: Call, account: AccountRow, row: Row<typeof featuredTags>): JsonObject {
  return {
    id: row.tag,
    name: row.tag,
    url: tagUrl(call.api.context.instance, row.tag),
    // How often somebody used a tag is not counted.
    statuses_count: "0",
    last_status_at: account.lastStatusAt === null ? null : day(account.lastStatusAt),
  };
}

/** @param view of the account's owner */
async function tagsOf(call: Call, view: View, account: AccountRow): Promise<JsonObject[]> {
  const { rows } = await view.scan(featuredTags, { limit: MOST });
  return [...rows].sort((a, b) => a.position - b.position).map((row) => entity(call, account, row));
}

async function own(call: Call): Promise<JsonObject[]> {
  const { owner } = requireViewer(call);
  return read(call, async (view) => {
    const account = await view.get(accounts, { id: owner });
    return account === undefined ? [] : tagsOf(call, view, account);
  });
}

export const featuredTagRoutes: readonly Route[] = [
  route("GET", "/api/v1/featured_tags", "read:accounts", async (call) => ok(await own(call))),
  route("POST", "/api/v1/featured_tags", "write:accounts", async (call) => {
    const { owner, caller } = requireViewer(call);
    const tag = await call.api.user(owner).featureTag(caller, { tag: call.input.required("name") });
    const added = (await own(call)).find((it) => it["id"] === tag);
    if (added === undefined) throw notFound();
    return ok(added);
  }),
  route("DELETE", "/api/v1/featured_tags/:id", "write:accounts", async (call) => {
    const { owner, caller } = requireViewer(call);
    await call.api.user(owner).unfeatureTag(caller, { tag: call.params["id"] ?? "" });
    return ok({});
  }),
  route("GET", "/api/v1/accounts/:id/featured_tags", "open", async (call) => {
    const account = await accountById(call, call.params["id"]);
    if (account.host !== null || account.suspended) return ok([]);
    return ok(await call.api.context.store.view(account.id, (view) => tagsOf(call, view, account)));
  }),
];
