/** Mastodon: entities/Quote, ShallowQuote, QuoteApproval. */

import type { QuoteApprovalView, QuoteView, StatusView } from "@mastic/core";
import type { JsonObject } from "./account.ts";

/** The quote with the status it shows. @param statusOf makes the entity of that */
export function quoteEntity(
  { state, status }: QuoteView,
  statusOf: (view: StatusView) => JsonObject,
): JsonObject {
  return { state, quoted_status: status === null ? null : statusOf(status) };
}

/** The quote in a status that is quoted itself: no more than its id. */
export function shallowQuoteEntity({ state, quotedId }: QuoteView): JsonObject {
  return { state, quoted_status_id: quotedId?.toString() ?? null };
}

export function quoteApprovalEntity({ automatic, manual, currentUser }: QuoteApprovalView): JsonObject {
  return { automatic, manual, current_user: currentUser };
}
