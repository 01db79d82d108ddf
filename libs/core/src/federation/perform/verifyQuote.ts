/**
 * verifyQuote: fetches what a status quotes, and the word of its author that it may; both count only as their own
 * servers serve them (FEP-044f, section "Verifying a quote").
 */

import type { Entity } from "@mastic/activitypub";
import { sameOrigin } from "@mastic/validation";
import { CoreError } from "../../error.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { statuses, type StatusRow } from "../../schema/statuses.ts";
import { settleQuote } from "../../status/quote.ts";
import { isTakenBack } from "../../receive/takenBack.ts";
import { sendQuoteChange } from "../../user/sendQuoteChange.ts";
import { INSTANCE, type Turn } from "../../store/store.ts";
import { livesHere, type HomeContext } from "../context.ts";
import type { Gatherer } from "../gather.ts";
import { done, permanent, type Performer } from "./outcome.ts";
import { recordOf, textOf, textOrNull } from "./payload.ts";

/** A quote that cannot be verified soon stays as it is. */
const ATTEMPTS = 5;

export function verifyQuote(ctx: HomeContext, gather: Gatherer): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const id = BigInt(textOf(payload, "statusId"));
    const { depth } = payload;
    try {
      await verify(
        ctx,
        gather,
        id,
        textOrNull(payload, "approvalUri"),
        typeof depth === "number" ? depth : 0,
      );
      return done;
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      const mayWork = error.code === "RemoteUnavailable" && effect.attempts < ATTEMPTS;
      return mayWork ? { status: "retry", error: error.message } : permanent(error.message);
    }
  };
}

async function verify(
  ctx: HomeContext,
  gather: Gatherer,
  id: bigint,
  named: string | null,
  depth: number,
): Promise<void> {
  const status = await ctx.store.view(INSTANCE, (view) => view.get(statuses, { id }));
  if (status === undefined || status.quoteUri === null) return;
  const quoted = (await gather.known(status.quoteUri)) ?? (await gather.fetchStatus(status.quoteUri, depth));
  const author = await ctx.store.view(INSTANCE, (view) => view.get(accounts, { id: quoted.accountId }));
  if (author === undefined || quoted.boostOfId !== null || quoted.uri !== status.quoteUri) return;
  const quotedId = quoted.id;
  if (quoted.accountId === status.accountId) {
    await settle(ctx, status, (turn) => settleQuote(turn, id, { quotedId, quoteState: "accepted" }));
    return;
  }
  const approvalUri = named ?? status.quoteApprovalUri;
  // Whose status it is decides here, when asked: nothing that others say changes it.
  const isOursToDecide = livesHere(ctx, author);
  if (isOursToDecide || approvalUri === null) {
    await settle(ctx, status, (turn) => settleQuote(turn, id, { quotedId }));
    return;
  }
  const holds = await isAllowed(gather, approvalUri, status, author);
  await settle(ctx, status, async (turn) => {
    if (holds && !(await isTakenBack(turn, approvalUri, author.uri))) {
      return settleQuote(turn, id, { quotedId, quoteState: "accepted", quoteApprovalUri: approvalUri });
    }
    const current = await turn.get(statuses, { id });
    // Another authorization, which was verified before, still holds.
    if (current?.quoteApprovalUri !== approvalUri) return settleQuote(turn, id, { quotedId });
    return settleQuote(turn, id, { quoteState: "revoked", quoteApprovalUri: null });
  });
}

/** Whether the quoted author's server says that this very quote is allowed. @throws {CoreError} `RemoteUnavailable` */
async function isAllowed(
  gather: Gatherer,
  approvalUri: string,
  { uri, quoteUri }: StatusRow,
  author: AccountRow,
): Promise<boolean> {
  if (!sameOrigin(approvalUri, author.uri)) return false;
  let stamp: Entity;
  try {
    stamp = await gather.document(approvalUri);
  } catch (error) {
    if (error instanceof CoreError && (error.code === "NotFound" || error.code === "Gone")) return false;
    throw error;
  }
  return (
    stamp.kind === "object" &&
    stamp.type === "QuoteAuthorization" &&
    stamp.id === approvalUri &&
    stamp.attributedTo === author.uri &&
    stamp.interactingObject === uri &&
    stamp.interactionTarget === quoteUri
  );
}

/** In the author's own turn where that is here: who has the status hears of it. */
async function settle(
  ctx: HomeContext,
  status: StatusRow,
  change: (turn: Turn) => Promise<StatusRow | undefined>,
): Promise<void> {
  await ctx.store.turn(status.local ? status.accountId : INSTANCE, async (turn) => {
    const after = await change(turn);
    if (after?.local === true && after.quoteState !== "pending") await sendQuoteChange(ctx, turn, after);
  });
}
