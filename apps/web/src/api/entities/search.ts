/** Mastodon: entities/Search. */

import * as z from "zod/mini";
import { account } from "./account.ts";
import { status } from "./status.ts";

export const searchResults = z.object({
  accounts: z.array(account),
  statuses: z.array(status),
  hashtags: z.array(z.object({ name: z.string() })),
});
export type SearchResults = z.infer<typeof searchResults>;
