/** Mastodon: methods/polls. A poll has the id of its status. */

import { notFound, requireViewer, type Call } from "../call.ts";
import { pollOf } from "../entities/status.ts";
import { invalid } from "../input.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { statusView, visibleStatus } from "../status.ts";

/** More options than a poll has anywhere. */
const CHOICES = 100;

async function answerPoll(call: Call, statusId: bigint): Promise<ApiResponse> {
  const poll = pollOf(await statusView(call, statusId), call.api.context.now());
  if (poll === null) throw notFound();
  return ok(poll);
}

async function vote(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const status = await visibleStatus(call, call.params["id"]);
  if (status.poll === null) throw notFound();
  const choices = call.input.list("choices", CHOICES).map((text) => {
    if (!/^\d{1,3}$/.test(text)) throw invalid("choices", "ERR_INVALID", "is invalid");
    return Number(text);
  });
  await call.api.user(owner).votePoll(caller, { statusUrl: status.uri, choices });
  return answerPoll(call, status.id);
}

export const pollRoutes: readonly Route[] = [
  route("GET", "/api/v1/polls/:id", "open", async (call) =>
    answerPoll(call, (await visibleStatus(call, call.params["id"])).id),
  ),
  route("POST", "/api/v1/polls/:id/votes", "write:statuses", vote),
];
