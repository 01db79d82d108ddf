/** Takes uploaded media into a status: the owner's own, each once, in the order given (spec 04: Media Attachments). */

import type { Instance } from "../context.ts";
import { CoreError } from "../error.ts";
import { media, type MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import type { Turn, View } from "../store/store.ts";
import { endUpload } from "./expire.ts";

/**
 * The media that a new version of a status is to have: free ones, and those it has already.
 * @throws {CoreError} `BadArgs` (`mediaIds`): not the owner's, taken by another status, or too many
 */
export async function chosenMedia(
  view: View,
  instance: Instance,
  owner: bigint,
  ids: readonly bigint[],
  statusId: bigint | null,
): Promise<MediaRow[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length > instance.limits.mediaAttachments) {
    throw refused(`At most ${instance.limits.mediaAttachments} media fit into a status.`);
  }
  const found = await view.getMany(
    media,
    wanted.map((id) => ({ id })),
  );
  return found.map((row) => {
    if (row?.accountId !== owner) throw refused("There is no such media.");
    if (row.statusId !== null && row.statusId !== statusId) throw refused("This media is in use already.");
    return row;
  });
}

/** Ties the media to the status, in their order. @returns them as they are now */
export async function attach(
  turn: Turn,
  status: StatusRow,
  chosen: readonly MediaRow[],
): Promise<MediaRow[]> {
  const attached: MediaRow[] = [];
  for (const [position, row] of chosen.entries()) {
    await turn.update(media, { id: row.id }, { statusId: status.id, position });
    attached.push({ ...row, statusId: status.id, position });
  }
  return attached;
}

/** Lets media go from their status: they wait for another as an upload does. */
export async function release(turn: Turn, rows: readonly MediaRow[]): Promise<void> {
  for (const { id } of rows) {
    await turn.update(media, { id }, { statusId: null, expiresAt: endUpload(turn, id) });
  }
}

function refused(message: string): CoreError {
  return new CoreError("BadArgs", message, { field: "mediaIds" });
}
