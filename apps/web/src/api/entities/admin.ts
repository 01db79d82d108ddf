/** Mastodon: entities/Admin_Account, Admin_Report, Admin_DomainBlock: what the app reads of them. */

import * as z from "zod/mini";
import { account } from "./account.ts";
import { status } from "./status.ts";

export const adminAccount = z.object({
  id: z.string(),
  /** null for somebody of this node */
  domain: z.nullable(z.string()),
  suspended: z.boolean(),
  role: z.nullish(z.object({ id: z.string(), permissions: z.string() })),
  account,
});
export type AdminAccount = z.infer<typeof adminAccount>;

export const adminReport = z.object({
  id: z.string(),
  action_taken: z.boolean(),
  category: z.string(),
  comment: z.string(),
  created_at: z.string(),
  account: z.nullable(adminAccount),
  target_account: z.nullable(adminAccount),
  statuses: z.array(status),
  /** Those that were broken. */
  rules: z.optional(z.array(z.object({ id: z.string(), text: z.string() }))),
});
export type AdminReport = z.infer<typeof adminReport>;

export const severities = ["silence", "suspend"] as const;
export type Severity = (typeof severities)[number];

export const domainBlock = z.object({ id: z.string(), domain: z.string(), severity: z.string() });
export type DomainBlock = z.infer<typeof domainBlock>;
