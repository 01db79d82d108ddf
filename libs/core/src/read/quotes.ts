/**
 * What statuses quote, as one viewer sees it (Mastodon: entities/Quote, ShallowQuote): the quoted status where it may be
 * shown, else why it is not. Rows say themselves whether they quote, so that a page without quotes costs nothing more.
 */

import type { AccountRow } from "../schema/accounts.ts";
import { statuses, type QuoteState, type StatusRow } from "../schema/statuses.ts";
import type { Audience } from "./audience.ts";

/** The states of rows, and those that follow from the quoted status, and from how the viewer stands to its author. */
export type ShownQuoteState = QuoteState | "deleted" | "unauthorized" | "blocked_account" | "muted_account";

/** One quote before its status is completed. */
export interface FoundQuote {
  readonly state: ShownQuoteState;
  /** The quoted status where the viewer may know it: accepted, or hidden at the viewer's own wish. */
  readonly quoted: { readonly status: StatusRow; readonly author: AccountRow } | null;
}

/** The quotes in those of these statuses that quote, by the ids of these. */
export async function quotesIn(
  audience: Audience,
  rows: Iterable<StatusRow>,
): Promise<ReadonlyMap<bigint, FoundQuote>> {
  const found = new Map<bigint, FoundQuote>();
  const accepted: StatusRow[] = [];
  for (const row of rows) {
    if (row.quoteState === "accepted") accepted.push(row);
    else if (row.quoteState !== null) found.set(row.id, { state: row.quoteState, quoted: null });
  }
  if (accepted.length === 0) return found;
  const quoted = await audience.view.getMany(
    statuses,
    accepted.map(({ quotedId }) => ({ id: quotedId ?? 0n })),
  );
  const authors = await audience.authorsOf(quoted.filter((row) => row !== undefined));
  for (const [index, { id }] of accepted.entries()) {
    const status = quoted[index];
    const author = status && authors.get(status.accountId);
    if (status === undefined || author === undefined) {
      found.set(id, { state: "deleted", quoted: null });
      continue;
    }
    const state = await stateFor(audience, status, author);
    found.set(id, { state, quoted: state === "unauthorized" ? null : { status, author } });
  }
  return found;
}

async function stateFor(audience: Audience, status: StatusRow, author: AccountRow): Promise<ShownQuoteState> {
  if (!(await audience.maySee(status, author))) return "unauthorized";
  const { blocks, mutes } = await audience.standingTo(author);
  if (blocks) return "blocked_account";
  return mutes ? "muted_account" : "accepted";
}
