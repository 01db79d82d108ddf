/** Mastodon: methods/statuses: writing, editing and deleting. */

import {
  parseId,
  profiles,
  Visibility,
  type PollArgs,
  type StatusRow,
  type UpdateMediaArgs,
  type Visibility as VisibilityWord,
} from "@mastic/core";
import { read, requireViewer, type Call } from "../call.ts";
import { deletedStatusEntity } from "../entities/status.ts";
import { invalid } from "../input.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { statusView, visibleStatus } from "../status.ts";
import { quotePolicy } from "./quotes.ts";
import { answerStatus } from "./statuses.ts";

async function defaultVisibility(call: Call): Promise<VisibilityWord> {
  const { owner } = requireViewer(call);
  const profile = await read(call, (view) => view.get(profiles, { accountId: owner }));
  return profile?.defaultVisibility ?? "public";
}

function mediaIds(call: Call): bigint[] {
  return call.input.list("media_ids", 32).map((text) => {
    const id = parseId(text);
    if (id === undefined) throw invalid("media_ids", "ERR_INVALID", "is invalid");
    return id;
  });
}

/** New descriptions and focal points that come with an edit. */
function mediaChanges(call: Call): UpdateMediaArgs[] {
  const found: UpdateMediaArgs[] = [];
  for (let index = 0; index < 32 && call.input.has(`media_attributes.${index}.id`); index += 1) {
    const id = call.input.id(`media_attributes.${index}.id`);
    if (id === undefined) continue;
    const focus = call.input.text(`media_attributes.${index}.focus`);
    found.push({
      mediaId: id,
      description: call.input.text(`media_attributes.${index}.description`),
      focus: focus === undefined ? undefined : parseFocus(focus),
    });
  }
  return found;
}

/** Mastodon: `poll[options][]`, `poll[expires_in]` in seconds, `poll[multiple]`, `poll[hide_totals]`. */
function poll(call: Call): PollArgs | undefined {
  if ((call.input.text("poll") ?? "") !== "") throw invalid("poll", "ERR_INVALID", "is invalid");
  const options = call.input.list("poll.options");
  if (options.length === 0) return undefined;
  const seconds = call.input.text("poll.expires_in") ?? "";
  if (!/^\d{1,10}$/.test(seconds)) throw invalid("poll.expires_in", "ERR_BLANK", "can't be blank");
  return {
    options,
    durationMillis: Number(seconds) * 1000,
    multiple: call.input.boolean("poll.multiple"),
    hideTotals: call.input.boolean("poll.hide_totals"),
  };
}

/** As `draftPoll` reads them: an empty field is no option. */
function pollTitles(options: readonly string[]): string[] {
  return options.map((title) => title.trim()).filter((title) => title !== "");
}

/** Clients send the poll along with an edit. Its options stay, since people have voted for them. @throws {ApiError} 422 */
function checkSamePoll(call: Call, status: StatusRow): void {
  const options = pollTitles(call.input.list("poll.options"));
  const titles = status.poll?.options.map(({ title }) => title) ?? [];
  if (options.length > 0 && options.join("\n") !== titles.join("\n"))
    throw invalid("poll", "ERR_UNSUPPORTED", "cannot be changed once there is one, nor added later");
}

async function publish(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  if (call.input.text("scheduled_at") !== undefined && call.input.text("scheduled_at") !== "") {
    throw invalid("scheduled_at", "ERR_UNSUPPORTED", "is not supported by this server yet");
  }
  const replyTo = call.input.text("in_reply_to_id");
  const quotedId = call.input.text("quoted_status_id") ?? "";
  const quoted = quotedId === "" ? undefined : await visibleStatus(call, quotedId);
  const parent = replyTo === undefined || replyTo === "" ? undefined : await visibleStatus(call, replyTo);
  const language = call.input.text("language");
  const text = call.input.text("status") ?? "";
  const warning = call.input.text("spoiler_text");
  // Mastodon: a warning before nothing is the text itself.
  const isBare = text.trim() === "" && mediaIds(call).length === 0 && (warning ?? "") !== "";
  const row = await call.api.user(owner).publishStatus(caller, {
    content: isBare ? (warning ?? "") : text,
    visibility: call.input.oneOf("visibility", Visibility) ?? (await defaultVisibility(call)),
    spoilerText: isBare ? undefined : warning,
    sensitive: call.input.boolean("sensitive"),
    language: language === "" ? undefined : language,
    inReplyTo: parent?.uri,
    quote: quoted?.uri,
    quotePolicy: quotePolicy(call),
    mediaIds: mediaIds(call),
    poll: poll(call),
    idempotencyKey: call.headers["idempotency-key"],
    application: call.token?.application ?? undefined,
    allowNoRecipients: true,
  });
  return answerStatus(call, row.id);
}

async function edit(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const status = await visibleStatus(call, call.params["id"]);
  checkSamePoll(call, status);
  const language = call.input.text("language");
  await call.api.user(owner).editStatus(caller, {
    statusUri: status.uri,
    content: call.input.text("status") ?? status.source ?? "",
    spoilerText: call.input.text("spoiler_text") ?? "",
    sensitive: call.input.boolean("sensitive"),
    language: language === "" ? undefined : language,
    quotePolicy: quotePolicy(call),
    mediaIds: mediaIds(call),
    mediaChanges: mediaChanges(call),
  });
  return answerStatus(call, status.id);
}

/** `x,y`, each from -1.0 to 1.0. @throws {ApiError} 422 */
export function parseFocus(text: string): { x: number; y: number } {
  const match = /^(-?\d(?:\.\d{1,10})?),(-?\d(?:\.\d{1,10})?)$/.exec(text.replaceAll(" ", ""));
  const x = Number(match?.[1]);
  const y = Number(match?.[2]);
  if (match === null || Math.abs(x) > 1 || Math.abs(y) > 1) {
    throw invalid("focus", "ERR_INVALID", "is invalid");
  }
  return { x, y };
}

export const publishingRoutes: readonly Route[] = [
  route("POST", "/api/v1/statuses", "write:statuses", publish),
  route("PUT", "/api/v1/statuses/:id", "write:statuses", edit),
  route(
    "DELETE",
    "/api/v1/statuses/:id",
    "write:statuses",
    async (call) => {
      const { owner, caller } = requireViewer(call);
      const status = await visibleStatus(call, call.params["id"]);
      const { instance, now } = call.api.context;
      const last = deletedStatusEntity(instance, await statusView(call, status.id), now());
      const keepMedia = call.input.boolean("delete_media") !== true;
      await call.api.user(owner).deleteStatus(caller, { statusUri: status.uri, keepMedia });
      return ok(last);
    },
    "delete",
  ),
];
