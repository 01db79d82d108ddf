/** The row of a person's account, for tests that say only what matters to them. */

import { userUrls } from "../document/urls.ts";
import { BLANK_ACCOUNT, type AccountRow } from "./accounts.ts";

/** @param origin where the person's home is */
export function personRow(
  origin: string,
  username: string,
  particulars: Partial<AccountRow> & Pick<AccountRow, "id" | "createdAt" | "fetchedAt">,
): AccountRow {
  const urls = userUrls(origin, username);
  return {
    ...BLANK_ACCOUNT,
    uri: urls.actor,
    acct: username,
    username,
    host: null,
    displayName: username,
    url: urls.page,
    inbox: urls.inbox,
    sharedInbox: `${origin}/inbox`,
    outbox: urls.outbox,
    followersUri: urls.followers,
    followingUri: urls.following,
    featuredUri: urls.featured,
    discoverable: true,
    indexable: true,
    ...particulars,
  };
}
