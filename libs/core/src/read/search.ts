/** Search by the beginning of a name: accounts by address, hashtags by tag. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { hashtags } from "../schema/statuses.ts";
import { following } from "../schema/user.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";

/** Greater than every text that starts with `prefix`. */
function endOf(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

export interface SearchRequest {
  /** 1 to 40. */
  readonly limit: number;
  readonly offset: number;
}

/** How many rows of the index one search walks. */
const MOST = 200;

/**
 * Accounts whose address starts with the query (lower case, without a leading `@`).
 * @param onlyFollowed only accounts that the viewer follows
 */
export async function searchAccounts(
  view: View,
  viewer: Owner,
  query: string,
  request: SearchRequest,
  onlyFollowed: boolean,
): Promise<AccountRow[]> {
  const { rows } = await view.scan(accounts, {
    index: "byAcct",
    after: { acct: query },
    before: { acct: endOf(query) },
    limit: MOST,
  });
  const exact = await view.scan(accounts, { index: "byAcct", equals: { acct: query }, limit: 2 });
  const found: AccountRow[] = [];
  const seen = new Set<bigint>();
  for (const row of [...exact.rows, ...rows]) {
    if (seen.has(row.id) || row.suspended) continue;
    seen.add(row.id);
    if (onlyFollowed) {
      if (viewer === INSTANCE) continue;
      const follow = await view.get(following, { actorUri: row.uri });
      if (follow?.status !== "Accepted") continue;
    }
    found.push(row);
  }
  return found.slice(request.offset, request.offset + request.limit);
}

/** Hashtags that start with the query (lower case, without `#`). */
export async function searchHashtags(view: View, query: string, request: SearchRequest): Promise<string[]> {
  const exact = await view.get(hashtags, { tag: query });
  const { rows } = await view.scan(hashtags, {
    after: { tag: query },
    before: { tag: endOf(query) },
    limit: MOST,
  });
  const found = [...(exact === undefined ? [] : [exact]), ...rows].map((row) => row.tag);
  return found.slice(request.offset, request.offset + request.limit);
}
