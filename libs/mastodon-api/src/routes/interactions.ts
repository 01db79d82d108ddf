/** Mastodon: methods/statuses: favourite, reblog, bookmark, mute, pin, and back. Each answers with the status as it is then. */

import { Visibility, type Caller, type StatusRow, type User } from "@mastic/core";
import { unless } from "../again.ts";
import { requireViewer, type Call } from "../call.ts";
import { statusEntity } from "../entities/status.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route, type Scope } from "../route.ts";
import { statusView, visibleStatus } from "../status.ts";
import { answerStatus } from "./statuses.ts";

/** What a person means when they act on a boost: the status that it shows. */
async function meant(call: Call): Promise<StatusRow> {
  const status = await visibleStatus(call, call.params["id"]);
  return status.boostOfId === null ? status : visibleStatus(call, status.boostOfId.toString());
}

function interaction(
  name: string,
  scope: Scope,
  act: (user: User, caller: Caller, status: StatusRow) => Promise<unknown>,
  rate: "default" | "delete" = "default",
): Route {
  return route(
    "POST",
    `/api/v1/statuses/:id/${name}`,
    scope,
    async (call) => {
      const { owner, caller } = requireViewer(call);
      const status = await meant(call);
      await act(call.api.user(owner), caller, status);
      return answerStatus(call, status.id);
    },
    rate,
  );
}

/** Answers with the wrapper, which shows the original in `reblog`. */
async function reblog(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const status = await meant(call);
  const asked = call.input.text("visibility");
  const wrapper = await call.api.user(owner).boostStatus(caller, {
    statusUrl: status.uri,
    visibility: Visibility.find((word) => word === asked),
  });
  const { instance, now } = call.api.context;
  return ok(statusEntity(instance, await statusView(call, wrapper.id), now()));
}

export const interactionRoutes: readonly Route[] = [
  interaction("favourite", "write:favourites", (user, caller, status) =>
    user.likeStatus(caller, { statusUrl: status.uri }),
  ),
  interaction("unfavourite", "write:favourites", (user, caller, status) =>
    unless(["NotFound"], user.undoLike(caller, { statusUrl: status.uri })),
  ),
  route("POST", "/api/v1/statuses/:id/reblog", "write:statuses", reblog),
  interaction(
    "unreblog",
    "write:statuses",
    (user, caller, status) => user.undoBoost(caller, { statusUrl: status.uri }),
    "delete",
  ),
  interaction("bookmark", "write:bookmarks", (user, caller, status) =>
    user.bookmark(caller, { statusUrl: status.uri }),
  ),
  interaction("unbookmark", "write:bookmarks", (user, caller, status) =>
    unless(["NotFound"], user.unbookmark(caller, { statusUrl: status.uri })),
  ),
  interaction("mute", "write:mutes", (user, caller, status) =>
    user.muteConversation(caller, { statusUrl: status.uri }),
  ),
  interaction("unmute", "write:mutes", (user, caller, status) =>
    user.unmuteConversation(caller, { statusUrl: status.uri }),
  ),
  interaction("pin", "write:accounts", (user, caller, status) =>
    user.pinStatus(caller, { statusUri: status.uri }),
  ),
  interaction("unpin", "write:accounts", (user, caller, status) =>
    unless(["NotFound"], user.unpinStatus(caller, { statusUri: status.uri })),
  ),
];
