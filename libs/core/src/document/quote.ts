/** What two authors say to each other about a quote: QuoteRequest, its answers, the QuoteAuthorization and its end (FEP-044f). */

import {
  buildAccept,
  buildDelete,
  buildObject,
  buildReject,
  PUBLIC,
  type JsonObject,
} from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";
import type { ActivityDocument } from "./activity.ts";
import { quoteAuthorizationUrl, quoteRequestId } from "./urls.ts";

/** Who quotes, with which status, and what. */
export interface QuoteUris {
  /** The id of the QuoteRequest. */
  readonly requestUri: string;
  readonly actorUri: string;
  readonly quotingUri: string;
  readonly quotedUri: string;
}

/** Asks the author of a status to let this one quote it, which comes along as the instrument, as Mastodon sends it. */
export function quoteRequestActivity(
  author: AccountRow,
  note: JsonObject,
  quoting: { readonly id: bigint; readonly quotedUri: string; readonly quotedAuthorUri: string },
): ActivityDocument {
  const id = quoteRequestId(author.uri, quoting.id);
  const { quotedUri, quotedAuthorUri } = quoting;
  const to = [quotedAuthorUri];
  const request = { type: "QuoteRequest", id, actor: author.uri, to, object: quotedUri, instrument: note };
  return { ...buildObject(request), id };
}

/** Accept of a QuoteRequest, its result the authorization. @param quotingId at this home */
export function acceptQuoteActivity(self: AccountRow, quote: QuoteUris, quotingId: bigint): ActivityDocument {
  const id = `${self.uri}#accepts/quote_requests/${quotingId}`;
  const accept = buildAccept({ id, actor: self.uri, to: [quote.actorUri], object: repeated(quote) });
  return { ...accept, id, result: quoteAuthorizationUrl(self.uri, quotingId) };
}

/** Reject of a QuoteRequest. */
export function rejectQuoteActivity(self: AccountRow, quote: QuoteUris): ActivityDocument {
  const id = `${self.uri}#rejects/quote_requests/${encodeURIComponent(quote.requestUri)}`;
  const reject = buildReject({ id, actor: self.uri, to: [quote.actorUri], object: repeated(quote) });
  return { ...reject, id };
}

/** The request as it was received, with the instrument by its id. */
function repeated({ requestUri: id, actorUri: actor, quotingUri, quotedUri }: QuoteUris): JsonObject {
  return buildObject({ type: "QuoteRequest", id, actor, object: quotedUri, instrument: quotingUri });
}

/** What stands at the address of an authorization, for whoever wants to verify a quote. */
export function quoteAuthorizationDocument(
  id: string,
  quotedAuthorUri: string,
  { quotingUri, quotedUri }: Pick<QuoteUris, "quotingUri" | "quotedUri">,
): JsonObject {
  return buildObject({
    type: "QuoteAuthorization",
    id,
    attributedTo: quotedAuthorUri,
    interactingObject: quotingUri,
    interactionTarget: quotedUri,
  });
}

/** Delete of an authorization: the quote is revoked. */
export function revokeQuoteActivity(
  self: AccountRow,
  approvalUri: string,
  quote: Pick<QuoteUris, "quotingUri" | "quotedUri">,
): ActivityDocument {
  const id = `${approvalUri}#delete`;
  const object = quoteAuthorizationDocument(approvalUri, self.uri, quote);
  return { ...buildDelete({ id, actor: self.uri, to: [PUBLIC], object }), id };
}
