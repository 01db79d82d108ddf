/** Mastodon: methods/statuses: reading one status, its thread, its versions, and who likes or boosted it. */

import {
  boostedBy,
  editHistory,
  likedBy,
  media,
  statuses,
  statusesById,
  thread,
  type MediaRow,
  parseId,
} from "@mastic/core";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { statusEditEntity, statusEntity, statusSourceEntity } from "../entities/status.ts";
import { pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { statusView, visibleStatus } from "../status.ts";
import { accountPage } from "./accounts.ts";

/** The status as the viewer sees it now. */
export async function answerStatus(call: Call, id: bigint): Promise<ApiResponse> {
  const { instance, now } = call.api.context;
  return ok(statusEntity(instance, await statusView(call, id), now()));
}

/** How many versions of a status are told. */
const VERSIONS = 100;

async function history(call: Call): Promise<ApiResponse> {
  const status = await visibleStatus(call, call.params["id"]);
  const current = await statusView(call, status.id);
  const earlier = await read(call, async (view) => {
    const { rows } = await view.scan(editHistory, {
      index: "byStatus",
      equals: { statusId: status.id },
      limit: VERSIONS,
    });
    return Promise.all(
      rows.map(async (row) => {
        const found = await view.getMany(
          media,
          row.mediaIds.flatMap((id) => {
            const parsed = parseId(id);
            return parsed === undefined ? [] : [{ id: parsed }];
          }),
        );
        return { ...row, media: found.filter((it): it is MediaRow => it !== undefined) };
      }),
    );
  });
  const last = {
    content: status.content,
    spoilerText: status.spoilerText,
    sensitive: status.sensitive,
    createdAt: status.editedAt ?? status.createdAt,
    emojis: status.emojis,
    media: current.media,
  };
  return ok(
    [...earlier, last].map((version) => statusEditEntity(call.api.context.instance, current, version)),
  );
}

export const statusRoutes: readonly Route[] = [
  route("GET", "/api/v1/statuses", "open", async (call) => {
    const ids = call.input.list("id", 40).flatMap((id) => parseId(id) ?? []);
    const { instance, now } = call.api.context;
    const found = await read(call, (view, viewer) => statusesById(view, viewer, ids));
    return ok(found.map((it) => statusEntity(instance, it, now())));
  }),
  route("GET", "/api/v1/statuses/:id", "open", async (call) => {
    const status = await visibleStatus(call, call.params["id"]);
    return answerStatus(call, status.id);
  }),
  route("GET", "/api/v1/statuses/:id/context", "open", async (call) => {
    const status = await visibleStatus(call, call.params["id"]);
    const { instance, now } = call.api.context;
    const at = now();
    const found = await read(call, (view, viewer) => thread(view, viewer, status));
    return ok({
      ancestors: found.ancestors.map((it) => statusEntity(instance, it, at)),
      descendants: found.descendants.map((it) => statusEntity(instance, it, at)),
    });
  }),
  route("GET", "/api/v1/statuses/:id/history", "open", history),
  route("GET", "/api/v1/statuses/:id/source", "read:statuses", async (call) => {
    const { owner } = requireViewer(call);
    const id = parseId(call.params["id"] ?? "");
    const row = id === undefined ? undefined : await read(call, (view) => view.get(statuses, { id }));
    if (row?.accountId !== owner) throw notFound();
    return ok(statusSourceEntity(row));
  }),
  route("GET", "/api/v1/statuses/:id/card", "open", async (call) => {
    await visibleStatus(call, call.params["id"]);
    return ok({});
  }),
  route("GET", "/api/v1/statuses/:id/favourited_by", "open", async (call) => {
    const status = await visibleStatus(call, call.params["id"]);
    const request = pageRequest(call, { fallback: 40, max: 80 });
    return accountPage(call, await read(call, (view, viewer) => likedBy(view, viewer, status.id, request)));
  }),
  route("GET", "/api/v1/statuses/:id/reblogged_by", "open", async (call) => {
    const status = await visibleStatus(call, call.params["id"]);
    const request = pageRequest(call, { fallback: 40, max: 80 });
    return accountPage(call, await read(call, (view, viewer) => boostedBy(view, viewer, status.id, request)));
  }),
];
