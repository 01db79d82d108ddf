/** Media: taken in chunk by chunk, given out chunk by chunk (UC21). */

import { CoreError, media as mediaTable, requireOwner, type MediaRow } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import { storableId } from "../../host/ids.ts";
import { callerOf } from "../../host/principals.ts";
import { toMediaAttachment } from "../answers.ts";
import { completeFile, findFile, keepChunk, readChunk } from "../files.ts";
import { kindOf } from "../../host/mediaKinds.ts";
import type { Methods, Parts } from "../methods.ts";

export function media(
  parts: Parts,
): Pick<Methods, "upload_media_chunk" | "attach_media" | "get_media" | "get_status_media"> {
  return {
    async upload_media_chunk(caller, { sha256, index, bytes }) {
      await requireOwnerFirst(parts, caller);
      await keepChunk(parts().context.store, sha256, index, bytesOf(bytes));
    },
    async attach_media(caller, args) {
      await requireOwnerFirst(parts, caller);
      const { context, user } = parts();
      const mediaType = args.media_type.toLowerCase();
      const kind = kindOf(mediaType);
      if (kind === undefined) throw new CoreError("BadArgs", "No such media type is taken.");
      await completeFile(context.store, args.sha256, args.chunks, mediaType);
      const [width] = args.width;
      const [height] = args.height;
      const row = await user.attachMedia(callerOf(caller), {
        kind,
        mediaType,
        blob: args.sha256,
        description: args.description[0],
        blurhash: args.blurhash[0],
        meta: width === undefined || height === undefined ? {} : { width, height },
      });
      return toMediaAttachment(context.instance.origin, row);
    },
    async get_media(caller, { id, chunk }) {
      const { context } = parts();
      const row = await shownMedia(parts, caller, storableId(id));
      const file = row.blob === null ? undefined : await findFile(context.store, row.blob);
      const bytes = row.blob === null ? undefined : await readChunk(context.store, row.blob, chunk[0] ?? 0);
      if (file === undefined || bytes === undefined)
        throw new CoreError("NotFound", "There is no such media.");
      return { media_type: row.mediaType, bytes, chunks: file.chunks };
    },
    async get_status_media(caller, { id }) {
      const { context, user } = parts();
      const rows = await user.getStatusMedia(callerOf(caller), { id: storableId(id) });
      return rows.map((row) => toMediaAttachment(context.instance.origin, row));
    },
  };
}

/** Media that a status shows are for whom the status is for; an upload that waits for one is its owner's. */
async function shownMedia(parts: Parts, caller: Principal, id: bigint): Promise<MediaRow> {
  const { context, owner, settings, user } = parts();
  const row = await context.store.view(owner, (view) => view.get(mediaTable, { id }));
  if (row === undefined || (row.statusId === null && callerOf(caller).principal !== settings.owner))
    throw new CoreError("NotFound", "There is no such media.");
  if (row.statusId !== null) await user.getLocalStatus(callerOf(caller), { id: row.statusId });
  return row;
}

/** Before anything is kept: core would refuse only what comes after. @throws {CoreError} those of `requireOwner` */
async function requireOwnerFirst(parts: Parts, caller: Principal): Promise<void> {
  const { context, owner } = parts();
  await context.store.view(owner, (view) => requireOwner(view, owner, callerOf(caller)));
}

function bytesOf(bytes: Uint8Array | number[]): Uint8Array {
  return bytes instanceof Uint8Array ? bytes : Uint8Array.from(bytes);
}
