/** Mastodon: methods/polls. Polls of other servers are shown; votes are not sent yet. */

import { ApiError } from "../error.ts";
import { notFound, type Call } from "../call.ts";
import { pollEntity } from "../entities/status.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { visibleStatus } from "../status.ts";

/** A poll has the id of its status. */
async function poll(call: Call): Promise<ApiResponse> {
  const status = await visibleStatus(call, call.params["id"]);
  if (status.poll === null) throw notFound();
  return ok(pollEntity(status, status.poll, call.api.context.now()));
}

export const pollRoutes: readonly Route[] = [
  route("GET", "/api/v1/polls/:id", "open", poll),
  route("POST", "/api/v1/polls/:id/votes", "write:statuses", async (call) => {
    await poll(call);
    throw new ApiError(422, "Voting is not supported by this server yet");
  }),
];
