/** Keeps a status from elsewhere: its row, its attachments, and the wish to know what it answers. */

import { effect } from "../effects.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { media } from "../schema/media.ts";
import { type StatusRow } from "../schema/statuses.ts";
import { indexOnce, namesSomebodyHere } from "../search/indexStatus.ts";
import { addStatus } from "../status/addStatus.ts";
import { statusId } from "../status/statusId.ts";
import type { Turn } from "../store/store.ts";
import { gatherLaneOf } from "../user/send.ts";
import { isTakenBack } from "./takenBack.ts";
import { newQuote, verifyLater } from "./takeQuote.ts";
import type { MediaDraft } from "./toMedia.ts";
import type { StatusDraft } from "./toStatus.ts";

/** How far up a thread is fetched. */
const MAX_DEPTH = 20;

/**
 * Adds the status unless it is known.
 * @param depth how many steps up a thread led here
 * @returns `undefined` when its author has deleted it already
 */
export async function storeStatus(
  turn: Turn,
  author: AccountRow,
  draft: StatusDraft,
  depth = 0,
): Promise<StatusRow | undefined> {
  if (await isTakenBack(turn, draft.uri, author.uri)) return undefined;
  const { media: attachments, quoteUri, quoteAuthorization, ...columns } = draft;
  const { row, added } = await addStatus(turn, author, {
    ...columns,
    id: await statusId(turn, draft.createdAt),
    local: false,
    source: null,
    application: null,
    boostOfId: null,
    quote: await newQuote(turn, author, { quoteUri }),
  });
  if (added) {
    await storeMedia(turn, row, attachments);
    if (namesSomebodyHere(row)) await indexOnce(turn, row);
    if (row.inReplyToUri !== null && row.inReplyToId === null) resolve(turn, row.inReplyToUri, depth + 1);
    if (row.quoteState === "pending") verifyLater(turn, row, quoteAuthorization, depth);
  }
  return row;
}

/** Adds the attachments of a status in their order. */
export async function storeMedia(
  turn: Turn,
  status: StatusRow,
  attachments: readonly MediaDraft[],
): Promise<void> {
  for (const attachment of attachments) {
    await turn.insert(media, {
      ...attachment,
      id: turn.nextId(),
      accountId: status.accountId,
      statusId: status.id,
      blob: null,
      previewBlob: null,
      createdAt: turn.now,
      expiresAt: null,
    });
  }
}

function resolve(turn: Turn, uri: string, depth: number): void {
  if (depth > MAX_DEPTH || !uri.startsWith("http")) return;
  turn.emit(effect({ kind: "resolve", payload: { uri, depth } }, { key: uri, lane: gatherLaneOf(uri) }));
}
