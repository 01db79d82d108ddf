/** Tells all who have a status of the turn's owner that what it quotes may, or may no longer, be shown in it. */

import type { Context } from "../context.ts";
import { interactionActivity } from "../document/activity.ts";
import { mediaOf } from "../read/statusView.ts";
import { accounts } from "../schema/accounts.ts";
import type { StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";
import { witnesses } from "./reach.ts";
import { send } from "./send.ts";

/** The Update of a status whose quote was accepted, rejected or revoked. */
export async function sendQuoteChange(ctx: Context, turn: Turn, status: StatusRow): Promise<void> {
  await sendInteractionChange(ctx, turn, status, `quote/${status.quoteState}/${turn.now}`);
}

/** An Update without a new version: see `interactionActivity`. */
export async function sendInteractionChange(
  ctx: Context,
  turn: Turn,
  status: StatusRow,
  version: string,
): Promise<void> {
  const author = await turn.get(accounts, { id: status.accountId });
  if (author === undefined) return;
  const media = await mediaOf(turn, status.id);
  send(turn, author, interactionActivity(ctx.instance, status, author, media, version), {
    followers: status.visibility !== "direct",
    accounts: await witnesses(turn, status),
  });
}
