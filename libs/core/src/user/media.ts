/** UC21: metadata of the owner's uploads. Their bytes are the adapter's, under their SHA-256 (spec 04: Media Attachments). */

import { countScalarValues } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { media, type MediaKind, type MediaMeta, type MediaRow } from "../schema/media.ts";
import { statuses } from "../schema/statuses.ts";
import { indexAgain } from "../search/indexStatus.ts";
import type { Turn } from "../store/store.ts";
import { act } from "./act.ts";
import { endUpload } from "./expire.ts";

export interface AttachMediaArgs {
  readonly kind: MediaKind;
  /** MIME type, in lower case. */
  readonly mediaType: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly blob: string;
  readonly previewBlob?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly blurhash?: string | null | undefined;
  readonly meta?: MediaMeta | undefined;
}

/** What is left out stays as it is. */
export interface UpdateMediaArgs {
  readonly mediaId: bigint;
  readonly description?: string | null | undefined;
  readonly focus?: { readonly x: number; readonly y: number } | undefined;
  readonly previewBlob?: string | null | undefined;
}

const DESCRIPTION = 1_500;

/** Adds an upload that waits a day for a status to take it. @throws {CoreError} `BadArgs`, and those of `admit` */
export async function attachMedia(
  ctx: UserContext,
  caller: Caller,
  args: AttachMediaArgs,
): Promise<MediaRow> {
  check(/^[!-.0-@[-~]{1,63}\/[!-.0-@[-~]{1,63}$/.test(args.mediaType), "mediaType");
  check(/^[0-9a-f]{64}$/.test(args.blob), "blob");
  const blurhash = args.blurhash ?? null;
  check(blurhash === null || /^[0-9A-Za-z#$%*+,\-.:;=?@[\]^_{|}~]{6,128}$/.test(blurhash), "blurhash");
  const description = describe(args.description);
  return act(ctx, caller, "private", async (turn) => {
    const id = turn.nextId();
    const row: MediaRow = {
      id,
      accountId: ctx.owner,
      statusId: null,
      position: 0,
      kind: args.kind,
      mediaType: args.mediaType,
      blob: args.blob,
      previewBlob: args.previewBlob ?? null,
      remoteUrl: null,
      description,
      blurhash,
      meta: args.meta ?? {},
      createdAt: turn.now,
      expiresAt: endUpload(turn, id),
    };
    await turn.insert(media, row);
    return row;
  });
}

/** @throws {CoreError} `NotFound`, `BadArgs`, and those of `admit` */
export async function updateMedia(
  ctx: UserContext,
  caller: Caller,
  args: UpdateMediaArgs,
): Promise<MediaRow> {
  checkMediaChange(args);
  return act(ctx, caller, "private", async (turn) => {
    const row = await changeMedia(turn, args);
    const status = row.statusId === null ? undefined : await turn.get(statuses, { id: row.statusId });
    if (status !== undefined) await indexAgain(turn, status);
    return row;
  });
}

/** @throws {CoreError} `BadArgs` */
export function checkMediaChange({ focus, description }: UpdateMediaArgs): void {
  check(focus === undefined || (Math.abs(focus.x) <= 1 && Math.abs(focus.y) <= 1), "focus");
  describe(description);
}

/** Within a turn, what `checkMediaChange` has passed. @throws {CoreError} `NotFound` */
export async function changeMedia(turn: Turn, args: UpdateMediaArgs): Promise<MediaRow> {
  const { focus, previewBlob } = args;
  const row = await ownMedia(turn, args.mediaId);
  const change = {
    ...(args.description === undefined ? {} : { description: describe(args.description) }),
    ...(focus === undefined ? {} : { meta: { ...row.meta, focus } }),
    ...(previewBlob === undefined ? {} : { previewBlob }),
  };
  await turn.update(media, { id: row.id }, change);
  return { ...row, ...change };
}

/** Removes an upload that no status has taken. @throws {CoreError} `NotFound`, `BadArgs`, and those of `admit` */
export async function deleteMedia(
  ctx: UserContext,
  caller: Caller,
  args: { readonly mediaId: bigint },
): Promise<MediaRow> {
  return act(ctx, caller, "private", async (turn) => {
    const row = await ownMedia(turn, args.mediaId);
    check(row.statusId === null, "mediaId");
    await turn.delete(media, { id: row.id });
    return row;
  });
}

async function ownMedia(turn: Turn, id: bigint): Promise<MediaRow> {
  const row = await turn.get(media, { id });
  if (row?.accountId !== turn.owner) throw new CoreError("NotFound", "There is no such media.");
  return row;
}

function describe(text: string | null | undefined): string | null {
  const description = text?.trim() || null;
  check(description === null || countScalarValues(description) <= DESCRIPTION, "description");
  return description;
}

function check(holds: boolean, field: string): void {
  if (!holds) throw new CoreError("BadArgs", `The ${field} is not acceptable.`, { field });
}
