/** What the author of a quoted status says to the QuoteRequest of one of our users (FEP-044f, sections "Accept" and "Reject"). */

import { idOf, type Activity } from "@mastic/activitypub";
import type { Context } from "../context.ts";
import { readQuoteRequestId } from "../document/urls.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { settleQuote } from "../status/quote.ts";
import type { Turn, View } from "../store/store.ts";
import { sendQuoteChange } from "../user/sendQuoteChange.ts";
import { verifyLater } from "./takeQuote.ts";

/** The status whose QuoteRequest the activity answers, when its actor is whom this user has asked. */
export async function requestedQuote(
  view: View,
  self: Pick<AccountRow, "id" | "uri">,
  { object }: Activity,
  actor: { readonly uri: string },
): Promise<StatusRow | undefined> {
  const status = await askedFor(view, self, object);
  if (status?.accountId !== self.id || status.quotedId === null) return undefined;
  const quoted = await view.get(statuses, { id: status.quotedId });
  const author = quoted && (await view.get(accounts, { id: quoted.accountId }));
  return author?.uri === actor.uri ? status : undefined;
}

/** Some servers leave out the id of the request: its instrument tells which it was. */
async function askedFor(
  view: View,
  self: Pick<AccountRow, "uri">,
  object: Activity["object"],
): Promise<StatusRow | undefined> {
  const request = object?.kind === "object" ? object.value : undefined;
  if (request !== undefined && request.kind !== "activity") return undefined;
  if (request !== undefined && (request.type !== "QuoteRequest" || request.actor !== self.uri))
    return undefined;
  const id = readQuoteRequestId(self.uri, idOf(object) ?? "");
  if (id !== undefined) return view.get(statuses, { id });
  const uri = idOf(request?.instrument ?? null);
  return uri === null ? undefined : view.find(statuses, "uri", { uri });
}

/**
 * An Accept names the authorization, which is fetched from the author's server before the quote is shown; a Reject
 * stands at once, also after an Accept.
 */
export async function answerQuote(
  ctx: Context,
  turn: Turn,
  self: AccountRow,
  activity: Activity,
  actor: AccountRow,
): Promise<void> {
  const status = await requestedQuote(turn, self, activity, actor);
  if (status === undefined) return;
  if (activity.type === "Accept") {
    if (activity.result !== null) verifyLater(turn, status, activity.result);
    return;
  }
  const quoteState = status.quoteState === "accepted" ? "revoked" : "rejected";
  if (status.quoteState === "revoked") return;
  const after = await settleQuote(turn, status.id, { quoteState, quoteApprovalUri: null });
  if (after !== undefined) await sendQuoteChange(ctx, turn, after);
}
