/** Mastodon: entities/Notification. */

import * as z from "zod/mini";
import { account } from "./account.ts";
import { status } from "./status.ts";

export const notification = z.object({
  id: z.string(),
  /** `mention`, `favourite`, `reblog`, `follow`, `follow_request`, `poll`, `update`, …: newer servers have more. */
  type: z.string(),
  created_at: z.string(),
  account,
  status: z.nullish(status),
});
export type Notification = z.infer<typeof notification>;
