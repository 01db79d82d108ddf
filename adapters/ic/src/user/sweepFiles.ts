/**
 * Deletes files that nothing shows any more, and chunks of files that were never completed: a day after they came in,
 * and then once a day, so many in each message.
 *
 * Rows of media go in many ways, some of them by cascade; so the files are held against the rows.
 */

import {
  accounts,
  INSTANCE,
  media,
  type Context,
  type Millis,
  type Owner,
  type Performer,
  type Turn,
  type View,
} from "@mastic/core";
import { chunks, files, uploads } from "./tables.ts";

export const SWEEP_FILES = "sweepFiles";
/** The effect that tells the Federation of a file that is shown here no more. */
export const FORGET_FILE = "forgetFile";

const DAY: Millis = 86_400_000;
/** How many are looked at in one message. */
const STEP = 50;
/** How many chunks one message deletes: each is read as it goes. */
const DELETED = 16;
/** The most chunks that a file may have. */
export const MAX_CHUNKS = 64;

/** Notes that a file, or a part of one, has come in; wakes the sweep unless it is awake. */
export async function noteUpload(turn: Turn, sha256: string): Promise<void> {
  await turn.put(uploads, { sha256, at: turn.now });
  emit(turn, "", turn.now + DAY);
}

/** @param after the hash that was looked at last */
function emit(turn: Turn, after: string, dueAt: Millis): void {
  turn.emit({ kind: SWEEP_FILES, payload: { after }, key: `${SWEEP_FILES} ${after}`, dueAt });
}

/** Looks at a page, and emits the next one, or the next day's first. */
export function sweepFiles({ store }: Context, owner: Owner): Performer {
  return async ({ payload }) => {
    const { after } = payload as { readonly after: string }; // what `emit` has written
    await store.turn(INSTANCE, async (turn) => {
      const page = await turn.scan(uploads, {
        ...(after === "" ? {} : { after: { sha256: after } }),
        limit: STEP,
      });
      let room = DELETED;
      let last = after;
      for (const { sha256, at } of page.rows) {
        if (at <= turn.now - DAY && !(await isShown(turn, owner, sha256))) {
          room -= await deleteChunks(turn, sha256, room);
          if (room === 0) break;
          // It may have gone otherwise than with a status, which the Federation has been told of.
          if (await turn.delete(files, { sha256 })) forgetFile(turn, sha256);
          await turn.delete(uploads, { sha256 });
        }
        last = sha256;
      }
      if (room === 0 || page.next !== undefined) emit(turn, last, turn.now);
      else if ((await turn.scan(uploads, { limit: 1 })).rows.length > 0) emit(turn, "", turn.now + DAY);
    });
    return { status: "done" };
  };
}

export function forgetFile(turn: Turn, sha256: string): void {
  turn.emit({ kind: FORGET_FILE, payload: { sha256 }, key: sha256 });
}

/** Whether a profile, a status or an upload that waits for one has the file. */
export async function isShown(view: View, owner: Owner, sha256: string): Promise<boolean> {
  const account = await view.get(accounts, { id: owner });
  if (account?.avatar === sha256 || account?.header === sha256) return true;
  const original = await view.scan(media, { index: "byBlob", equals: { blob: sha256 }, limit: 1 });
  if (original.rows.length > 0) return true;
  const preview = await view.scan(media, { index: "byPreview", equals: { previewBlob: sha256 }, limit: 1 });
  return preview.rows.length > 0;
}

/** @returns how many were there; as many as `room` means that there may be more */
async function deleteChunks(turn: Turn, sha256: string, room: number): Promise<number> {
  let deleted = 0;
  for (let index = 0; index < MAX_CHUNKS && deleted < room; index += 1)
    if (await turn.delete(chunks, { sha256, index })) deleted += 1;
  return deleted;
}
