/** Mastodon: methods/reports. */

import type { Transport } from "../../ports/transport.ts";

export type ReportCategory = "spam" | "legal" | "violation" | "other";

export interface NewReport {
  readonly accountId: string;
  readonly statusIds: readonly string[];
  readonly category: ReportCategory;
  /** The rules of this server that were broken. */
  readonly ruleIds: readonly string[];
  readonly comment: string;
  /** Whether the other server hears of it, without the name of who reports. */
  readonly forward: boolean;
}

export async function report(transport: Transport, draft: NewReport): Promise<void> {
  await transport.request({
    method: "POST",
    path: "/api/v1/reports",
    body: {
      account_id: draft.accountId,
      status_ids: draft.statusIds,
      category: draft.category,
      rule_ids: draft.ruleIds,
      comment: draft.comment,
      forward: draft.forward,
    },
  });
}
