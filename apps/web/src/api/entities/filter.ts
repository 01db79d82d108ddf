/** Mastodon: entities/Filter, FilterResult. */

import * as z from "zod/mini";

export const filterContexts = ["home", "notifications", "public", "thread", "account"] as const;
export type FilterContext = (typeof filterContexts)[number];

const summary = z.object({
  id: z.string(),
  title: z.string(),
  context: z.array(z.string()),
  expires_at: z.nullable(z.string()),
  /** `warn`, `hide`, or what newer servers have. */
  filter_action: z.string(),
});

export const filter = z.extend(summary, {
  keywords: z.array(z.object({ id: z.string(), keyword: z.string(), whole_word: z.boolean() })),
});
export type Filter = z.infer<typeof filter>;

export const filterResult = z.object({ filter: summary });
export type FilterResult = z.infer<typeof filterResult>;
