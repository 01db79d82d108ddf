/** What a new status quotes: whether its author lets it, for whom it may then be, and the request to another server (FEP-044f). */

import type { UserContext } from "../context.ts";
import { noteDocument } from "../document/note.ts";
import { quoteRequestActivity } from "../document/quote.ts";
import { quoteAuthorizationUrl } from "../document/urls.ts";
import { CoreError } from "../error.ts";
import { Audience } from "../read/audience.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { MediaRow } from "../schema/media.ts";
import { isListed, type StatusRow, type Visibility } from "../schema/statuses.ts";
import type { NewQuote } from "../status/quote.ts";
import type { Turn, View } from "../store/store.ts";
import { quoteApprovalFor } from "../read/quoteApproval.ts";
import { send } from "./send.ts";
import { subscribe } from "./subscription.ts";
import { gatherStatus, seen, type SeenStatus } from "./target.ts";

/** @throws {CoreError} `NotFound` also for what its author lets nobody, or not the owner, quote; those of `gather` */
export async function gatherQuoted(ctx: UserContext, uri: string | null): Promise<SeenStatus | null> {
  if (uri === null) return null;
  const { status } = await gatherStatus(ctx, uri);
  return ctx.store.view(ctx.owner, (view) => quotable(view, ctx.owner, status.id));
}

/**
 * The status as a turn finds it.
 * @throws {CoreError} `NotFound` when it is gone, or not the owner's to see or to quote
 */
export async function quotable(view: View, owner: bigint, id: bigint): Promise<SeenStatus> {
  const found = await seen(view, owner, id);
  const approval = await quoteApprovalFor(new Audience(view, owner), found.status, found.author);
  if (approval === "denied")
    throw new CoreError("NotFound", "There is no such status to quote.", { field: "quote" });
  return found;
}

/** What quotes a status for followers only is for them only. */
export function visibilityOfQuote({ status }: SeenStatus, asked: Visibility): Visibility {
  return isListed(asked) && !isListed(status.visibility) ? "private" : asked;
}

/** A direct status quotes only those whom it is for (Mastodon: PostStatusService). @throws {CoreError} `BadArgs` */
export function checkQuoteAudience(
  owner: bigint,
  quoted: SeenStatus | null,
  visibility: Visibility,
  mentioned: readonly AccountRow[],
): void {
  if (quoted === null || visibility !== "direct" || quoted.author.id === owner) return;
  if (mentioned.some((account) => account.id === quoted.author.id)) return;
  throw new CoreError("BadArgs", "A direct status quotes only whom it names.", { field: "quote" });
}

/** The quote as it begins: it stands at once where its author's word is known here, else when that has come. */
export function quoteBy(owner: bigint, { status, author }: SeenStatus, quotingId: bigint): NewQuote {
  const isOwn = author.id === owner;
  return {
    uri: status.uri,
    quotedId: status.id,
    state: isOwn || status.local ? "accepted" : "pending",
    approvalUri: !isOwn && status.local ? quoteAuthorizationUrl(author.uri, quotingId) : null,
  };
}

/** Asks the quoted author where that one's home is elsewhere, and hears of what becomes of the quoted status. */
export async function requestQuote(
  ctx: UserContext,
  turn: Turn,
  self: AccountRow,
  row: StatusRow,
  { status, author }: SeenStatus,
  media: readonly MediaRow[],
): Promise<void> {
  if (row.quoteState !== "pending") return;
  if (author.host !== null) await subscribe(turn, author.uri, { boosted: true });
  const note = noteDocument(ctx.instance, row, self, media);
  const quoting = { id: row.id, quotedUri: status.uri, quotedAuthorUri: author.uri };
  send(turn, self, quoteRequestActivity(self, note, quoting), { followers: false, accounts: [author] });
}
