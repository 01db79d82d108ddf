/** Mastodon: entities/List. */

import * as z from "zod/mini";

export const repliesPolicies = ["list", "followed", "none"] as const;

export const list = z.object({
  id: z.string(),
  title: z.string(),
  replies_policy: z.enum(repliesPolicies),
  exclusive: z.boolean(),
});
export type List = z.infer<typeof list>;
