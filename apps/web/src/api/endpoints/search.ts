/** Mastodon: methods/search: people, posts and hashtags; addresses and links of other servers are looked up there. */

import type { Transport } from "../../ports/transport.ts";
import { searchResults, type SearchResults } from "../entities/search.ts";
import { read } from "../read.ts";

/** @param resolve whether to ask other servers, which takes a session */
export async function search(
  transport: Transport,
  q: string,
  resolve: boolean,
  signal: AbortSignal,
): Promise<SearchResults> {
  const query = { q, limit: 20, ...(resolve ? { resolve: true } : {}) };
  const { body } = await transport.request({ method: "GET", path: "/api/v2/search", query, signal });
  return read(searchResults, body);
}
