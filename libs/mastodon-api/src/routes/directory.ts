/** Mastodon: methods/directory: people of this node who want to be found. */

import { accounts, INSTANCE, users } from "@mastic/core";
import type { Call } from "../call.ts";
import { accountEntity } from "../entities/account.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";

/** Only so many of the newest accounts are looked at. */
const MOST = 500;

async function directory(call: Call): Promise<ApiResponse> {
  const offset = call.input.integer("offset", { min: 0, max: MOST, fallback: 0 });
  const limit = call.input.integer("limit", { min: 1, max: 80, fallback: 40 });
  const rows = await call.api.context.store.view(INSTANCE, async (view) => {
    const newest = await view.scan(users, { reverse: true, limit: MOST });
    return view.getMany(
      accounts,
      newest.rows.map(({ id }) => ({ id })),
    );
  });
  const listed = rows.flatMap((row) => (row?.discoverable === true && !row.suspended ? [row] : []));
  if (call.input.text("order") !== "new") {
    listed.sort((a, b) => (b.lastStatusAt ?? 0) - (a.lastStatusAt ?? 0));
  }
  return ok(listed.slice(offset, offset + limit).map((row) => accountEntity(call.api.context.instance, row)));
}

export const directoryRoutes: readonly Route[] = [route("GET", "/api/v1/directory", "open", directory)];
