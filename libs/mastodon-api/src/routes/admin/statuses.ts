/** Deletes somebody's post, as a moderator (UC15); Mastodon does this in its web interface only. */

import { notFound, type Call } from "../../call.ts";
import { requireModerator } from "../../moderation.ts";
import { reportedOf } from "../../reported.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

async function remove(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  if (!(await reportedOf(call.api).remove(caller, call.params["id"] ?? ""))) throw notFound();
  return ok({});
}

export const adminStatusRoutes: readonly Route[] = [
  route("DELETE", "/api/v1/admin/statuses/:id", "admin:write:reports", remove, "delete"),
];
