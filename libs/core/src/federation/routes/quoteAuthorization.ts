/** The QuoteAuthorizations that this home has issued and not revoked (FEP-044f). */

import type { JsonObject } from "@mastic/activitypub";
import { quoteAuthorizationDocument } from "../../document/quote.ts";
import { quoteAuthorizationUrl } from "../../document/urls.ts";
import type { AccountRow } from "../../schema/accounts.ts";
import { statuses } from "../../schema/statuses.ts";
import { parseId } from "../../store/ids.ts";
import { INSTANCE } from "../../store/store.ts";
import type { HomeContext } from "../context.ts";

const PART = "quote_authorizations/";

/** @param part what of the account's was asked for, such as `quote_authorizations/1` */
export async function quoteAuthorization(
  { store }: HomeContext,
  quotedAuthor: AccountRow,
  part: string,
): Promise<JsonObject | undefined> {
  const id = part.startsWith(PART) ? parseId(part.slice(PART.length)) : undefined;
  if (id === undefined) return undefined;
  const quoting = await store.view(INSTANCE, (view) => view.get(statuses, { id }));
  const url = quoteAuthorizationUrl(quotedAuthor.uri, id);
  if (quoting?.quoteApprovalUri !== url || quoting.quoteUri === null) return undefined;
  return quoteAuthorizationDocument(url, quotedAuthor.uri, {
    quotingUri: quoting.uri,
    quotedUri: quoting.quoteUri,
  });
}
