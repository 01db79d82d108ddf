/** Mastodon: methods/media. Images are ready when the upload is answered. */

import { media, type MediaRow, parseId } from "@mastic/core";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { mediaEntity } from "../entities/media.ts";
import { invalid } from "../input.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, takingFiles, type Route } from "../route.ts";
import { parseFocus } from "./publishing.ts";

async function upload(call: Call): Promise<ApiResponse> {
  const { owner } = requireViewer(call);
  const file = call.input.file("file");
  if (file === undefined) throw invalid("file", "ERR_BLANK", "can't be blank");
  const focus = call.input.text("focus");
  const description = call.input.text("description");
  const row = await call.api.media.attach(owner, {
    file,
    thumbnail: call.input.file("thumbnail"),
    description: description === undefined || description.trim() === "" ? null : description,
    focus: focus === undefined || focus === "" ? null : parseFocus(focus),
  });
  return ok(mediaEntity(call.api.context.instance, row));
}

/** @throws {ApiError} 404 for what is not the viewer's own */
async function own(call: Call): Promise<MediaRow> {
  const { owner } = requireViewer(call);
  const id = parseId(call.params["id"] ?? "");
  const row = id === undefined ? undefined : await read(call, (view) => view.get(media, { id }));
  if (row?.accountId !== owner) throw notFound();
  return row;
}

export const mediaRoutes: readonly Route[] = [
  takingFiles(route("POST", "/api/v1/media", "write:media", upload, "media")),
  takingFiles(route("POST", "/api/v2/media", "write:media", upload, "media")),
  route("GET", "/api/v1/media/:id", "write:media", async (call) =>
    ok(mediaEntity(call.api.context.instance, await own(call))),
  ),
  route("PUT", "/api/v1/media/:id", "write:media", async (call) => {
    const { owner, caller } = requireViewer(call);
    const row = await own(call);
    const focus = call.input.text("focus");
    await call.api.user(owner).updateMedia(caller, {
      mediaId: row.id,
      description: call.input.text("description"),
      focus: focus === undefined || focus === "" ? undefined : parseFocus(focus),
    });
    return ok(mediaEntity(call.api.context.instance, await own(call)));
  }),
  route("DELETE", "/api/v1/media/:id", "write:media", async (call) => {
    const { owner, caller } = requireViewer(call);
    const row = await own(call);
    if (row.statusId !== null) throw invalid("media", "ERR_IN_USE", "is attached to a status");
    await call.api.user(owner).deleteMedia(caller, { mediaId: row.id });
    return ok({});
  }),
];
