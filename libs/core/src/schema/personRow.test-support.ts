/** The row of a person's account, for tests that say only what matters to them. */

import { userUrls } from "../document/urls.ts";
import type { AccountRow } from "./accounts.ts";

/** @param origin where the person's home is */
export function personRow(
  origin: string,
  username: string,
  particulars: Partial<AccountRow> & Pick<AccountRow, "id" | "createdAt" | "fetchedAt">,
): AccountRow {
  const urls = userUrls(origin, username);
  return {
    uri: urls.actor,
    acct: username,
    username,
    host: null,
    type: "Person",
    displayName: username,
    note: "",
    url: urls.page,
    avatar: null,
    header: null,
    inbox: urls.inbox,
    sharedInbox: `${origin}/inbox`,
    outbox: urls.outbox,
    followersUri: urls.followers,
    followingUri: urls.following,
    featuredUri: urls.featured,
    keys: [],
    assertionMethods: [],
    fields: [],
    emojis: [],
    alsoKnownAs: [],
    movedToUri: null,
    locked: false,
    discoverable: true,
    indexable: true,
    memorial: false,
    suspended: false,
    suspendedWithDomain: false,
    limited: false,
    followersCount: 0,
    followingCount: 0,
    statusesCount: 0,
    lastStatusAt: null,
    ...particulars,
  };
}
