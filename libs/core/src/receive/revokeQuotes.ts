/** Delete of a QuoteAuthorization: the quote that it allowed is shown no more (FEP-044f, section "Revocation"). */

import { idOf, type Activity } from "@mastic/activitypub";
import { livesHere, type HomeContext } from "../federation/context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { settleQuote } from "../status/quote.ts";
import { INSTANCE, type View } from "../store/store.ts";
import { sendQuoteChange } from "../user/sendQuoteChange.ts";
import type { Prepared } from "./prepared.ts";
import { rememberTakenBack } from "./takenBack.ts";

/** One authorization is for one quote; who names a foreign one has not had it verified. */
const QUOTES = 10;

/** The quotes of the actor's statuses that stood by the authorization which this Delete names. */
export async function quotesRevokedBy(
  { store }: HomeContext,
  { object }: Activity,
  actor: AccountRow,
): Promise<StatusRow[]> {
  const quoteApprovalUri = idOf(object);
  if (quoteApprovalUri === null) return [];
  return store.view(INSTANCE, async (view) => {
    const { rows } = await view.scan(statuses, {
      index: "byQuoteApproval",
      equals: { quoteApprovalUri },
      limit: QUOTES,
    });
    // A quoted author of this store has put an end to it already.
    const named = object?.kind === "object" && object.value.kind === "object" ? object.value : undefined;
    const uri = named?.interactingObject;
    const ended = uri === undefined ? undefined : await view.find(statuses, "uri", { uri });
    const found = ended?.quoteState === "revoked" ? [...rows, ended] : rows;
    const owned = await Promise.all(found.map((row) => isOf(view, row, actor)));
    return found.filter((_, index) => owned[index]);
  });
}

async function isOf(view: View, { quotedId }: StatusRow, actor: AccountRow): Promise<boolean> {
  const quoted = quotedId === null ? undefined : await view.get(statuses, { id: quotedId });
  return quoted?.accountId === actor.id;
}

/** @param quotes as `quotesRevokedBy` found them */
export function revokeQuotes(
  ctx: HomeContext,
  approvalUri: string,
  actor: AccountRow,
  quotes: readonly StatusRow[],
): Prepared {
  return {
    subscribers: "nobody",
    also: quotes.filter((quote) => quote.local).map((quote) => quote.accountId),
    ...(livesHere(ctx, actor)
      ? {}
      : {
          shared: async (turn) => {
            await rememberTakenBack(turn, approvalUri, actor.uri);
            for (const { id } of quotes) {
              const current = await turn.get(statuses, { id });
              if (current?.quoteApprovalUri !== approvalUri) continue;
              await settleQuote(turn, id, { quoteState: "revoked", quoteApprovalUri: null });
            }
          },
        }),
    user: async (turn, self) => {
      for (const { id, accountId } of quotes) {
        if (accountId !== self.id) continue;
        const current = await turn.get(statuses, { id });
        if (current?.quoteState === "revoked") await sendQuoteChange(ctx, turn, current);
      }
      return false;
    },
  };
}
