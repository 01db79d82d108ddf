/** Deletes somebody's post, as a moderator (UC15); Mastodon does this in its web interface only. */

import { parseId, statuses } from "@mastic/core";
import { notFound, type Call } from "../../call.ts";
import { ApiError } from "../../error.ts";
import { readAsModerator, requireModerator } from "../../moderation.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

async function remove(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const id = parseId(call.params["id"] ?? "");
  const status = await readAsModerator(call, async (view) =>
    id === undefined ? undefined : view.get(statuses, { id }),
  );
  if (status === undefined) throw notFound();
  if (!status.local) {
    throw new ApiError(422, "This post is of another server: block its domain, or its author for yourself.");
  }
  await call.api.user(status.accountId).deleteStatus(caller, { statusUri: status.uri });
  return ok({});
}

export const adminStatusRoutes: readonly Route[] = [
  route("DELETE", "/api/v1/admin/statuses/:id", "admin:write:reports", remove, "delete"),
];
