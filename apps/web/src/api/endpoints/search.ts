/** Mastodon: methods/search: people, posts and hashtags; addresses and links of other servers are looked up there. */

import type { Transport } from "../../ports/transport.ts";
import { account, type Account } from "../entities/account.ts";
import { searchResults, type SearchResults } from "../entities/search.ts";
import type { Status } from "../entities/status.ts";
import { read, readList } from "../read.ts";

/** Of each kind. */
export const FOUND = 20;

/** @param resolve whether to ask other servers, which takes a session */
export async function search(
  transport: Transport,
  q: string,
  resolve: boolean,
  signal: AbortSignal,
): Promise<SearchResults> {
  const query = { q, limit: FOUND, ...(resolve ? { resolve: true } : {}) };
  const { body } = await transport.request({ method: "GET", path: "/api/v2/search", query, signal });
  return read(searchResults, body);
}

/** Of one kind, from a place in all that is found: what is known here, without asking other servers. */
export async function searchFrom(
  transport: Transport,
  q: string,
  type: "accounts" | "hashtags",
  offset: number,
  signal: AbortSignal,
): Promise<SearchResults> {
  const query = { q, type, limit: FOUND, offset };
  const { body } = await transport.request({ method: "GET", path: "/api/v2/search", query, signal });
  return read(searchResults, body);
}

/** Older posts that hold the same words. @param maxId the oldest that was found before */
export async function searchOlderPosts(
  transport: Transport,
  q: string,
  maxId: string,
  signal: AbortSignal,
): Promise<Status[]> {
  const query = { q, type: "statuses", limit: FOUND, max_id: maxId };
  const { body } = await transport.request({ method: "GET", path: "/api/v2/search", query, signal });
  return read(searchResults, body).statuses;
}

/** Whether so many are all that there are. */
export const isAll = (found: number): boolean => found < FOUND;

/** People whose name begins like this, as they are known here: no other server is asked. */
export async function completeAccounts(
  transport: Transport,
  q: string,
  limit: number,
  signal: AbortSignal,
): Promise<Account[]> {
  const query = { q, limit, resolve: false };
  const { body } = await transport.request({
    method: "GET",
    path: "/api/v1/accounts/search",
    query,
    signal,
  });
  return readList(account, body);
}

/** Hashtags that begin like this. @param q without `#` */
export async function completeHashtags(
  transport: Transport,
  q: string,
  limit: number,
  signal: AbortSignal,
): Promise<string[]> {
  const query = { q: `#${q}`, type: "hashtags", limit };
  const { body } = await transport.request({ method: "GET", path: "/api/v2/search", query, signal });
  return read(searchResults, body).hashtags.map(({ name }) => name);
}
