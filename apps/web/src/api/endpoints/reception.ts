/** Mastodon: GET /api/v1/statuses/:id/favourited_by and reblogged_by: who liked a post, and who boosted it. */

import type { Transport } from "../../ports/transport.ts";
import { account, type Account } from "../entities/account.ts";
import { pageOf, type Cursor, type Page } from "../page.ts";
import { readList } from "../read.ts";

const PAGE_SIZE = 40;

export type Reception = "favourited_by" | "reblogged_by";

/** @param author the acct of whose post it is, as addresses of posts name them */
export async function readReception(
  transport: Transport,
  id: string,
  author: string,
  which: Reception,
  cursor: Cursor | undefined,
): Promise<Page<Account>> {
  const path = `/api/v1/statuses/${id}/${which}`;
  const query = { limit: PAGE_SIZE, ...cursor };
  const answer = await transport.request({ method: "GET", path, query, author });
  return pageOf(answer, readList(account, answer.body));
}
