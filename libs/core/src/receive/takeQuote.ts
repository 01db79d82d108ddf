/** What a status from elsewhere quotes, as it comes in: shown at once when it is its author's own, else once that is verified. */

import { effect } from "../effects.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import type { NewQuote } from "../status/quote.ts";
import type { Turn } from "../store/store.ts";
import { gatherLaneOf } from "../user/send.ts";
import type { StatusDraft } from "./toStatus.ts";

/** Quotes in quotes in quotes are not followed: so many steps of a thread's depth one quote counts. */
const STEP = 8;
const MAX_DEPTH = 20;

/** What the draft quotes, as far as the store knows of it. */
export async function newQuote(
  turn: Turn,
  author: AccountRow,
  { quoteUri }: Pick<StatusDraft, "quoteUri">,
): Promise<NewQuote | null> {
  if (quoteUri === null) return null;
  const quoted = await turn.find(statuses, "uri", { uri: quoteUri });
  const isOwn = quoted?.accountId === author.id && quoted.boostOfId === null;
  return {
    uri: quoteUri,
    quotedId: quoted?.id ?? null,
    state: isOwn ? "accepted" : "pending",
    approvalUri: null,
  };
}

/**
 * Leaves the wish to verify a quote, unless there is nothing to find out.
 * @param approvalUri the QuoteAuthorization that its author names
 */
export function verifyLater(
  turn: Turn,
  status: Pick<StatusRow, "id" | "quoteUri" | "quotedId" | "quoteState">,
  approvalUri: string | null,
  depth = 0,
): void {
  const { id, quoteUri, quotedId, quoteState } = status;
  if (quoteUri === null || !quoteUri.startsWith("http") || depth + STEP > MAX_DEPTH) return;
  const isSettled = approvalUri === null && quotedId !== null && quoteState !== "accepted";
  if (isSettled) return;
  const payload = { statusId: id.toString(), approvalUri, depth: depth + STEP };
  const key = `quote ${id} ${approvalUri ?? ""}`;
  turn.emit(effect({ kind: "verifyQuote", payload }, { key, lane: gatherLaneOf(quoteUri) }));
}
