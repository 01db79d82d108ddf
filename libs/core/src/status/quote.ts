/** What a status quotes, and whether it may: kept in its row, and counted on what it quotes (FEP-044f; Mastodon: entities/Quote). */

import { statuses, type QuoteState, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";

/** What a status quotes when it comes into this store. */
export interface NewQuote {
  readonly uri: string;
  readonly quotedId: bigint | null;
  readonly state: QuoteState;
  /** Verified, or issued here. */
  readonly approvalUri: string | null;
}

type QuoteColumns = Pick<StatusRow, "quotedId" | "quoteState" | "quoteApprovalUri">;

/**
 * Changes what is known of the quote in a status, as this turn finds it.
 * @returns the status as it is now; `undefined` when it is gone, quotes nothing, or has not changed
 */
export async function settleQuote(
  turn: Turn,
  statusId: bigint,
  change: Partial<QuoteColumns>,
): Promise<StatusRow | undefined> {
  const before = await turn.get(statuses, { id: statusId });
  if (before === undefined || before.quoteUri === null) return undefined;
  const after = { ...before, ...change };
  const isSame =
    before.quotedId === after.quotedId &&
    before.quoteState === after.quoteState &&
    before.quoteApprovalUri === after.quoteApprovalUri;
  if (isSame) return undefined;
  const { quotedId, quoteState, quoteApprovalUri } = after;
  await turn.update(statuses, { id: statusId }, { quotedId, quoteState, quoteApprovalUri });
  await countQuote(turn, before, after);
  turn.signal({ type: "edited", statusId });
  return after;
}

/** Keeps the number of accepted quotes right, where a row comes, changes or goes. */
export async function countQuote(
  turn: Turn,
  before: QuoteColumns | undefined,
  after: QuoteColumns | undefined,
): Promise<void> {
  const [from, to] = [countedFor(before), countedFor(after)];
  if (from === to) return;
  if (from !== null) await add(turn, from, -1);
  if (to !== null) await add(turn, to, 1);
}

function countedFor(row: QuoteColumns | undefined): bigint | null {
  return row?.quoteState === "accepted" ? row.quotedId : null;
}

async function add(turn: Turn, id: bigint, by: number): Promise<void> {
  const quoted = await turn.get(statuses, { id });
  if (quoted === undefined) return;
  await turn.update(statuses, { id }, { quoteCount: Math.max(0, quoted.quoteCount + by) });
}
