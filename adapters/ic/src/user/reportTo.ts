/** Reports of the owner go to the Directory, where the moderators are (spec 04: Reports; Mastodon: POST /api/v1/reports). */

import {
  accounts,
  CoreError,
  type Context,
  type CoreErrorCode,
  type Directory,
  type ReportRow,
} from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/directory.did.ts";
import { ic } from "../engine/system.ts";
import { remote } from "../frame/remote.ts";

const call = remote<bindings._SERVICE>(bindings);

const categories: Readonly<Record<ReportRow["category"], bindings.ReportCategory>> = {
  spam: { Spam: null },
  legal: { Legal: null },
  violation: { Violation: null },
  other: { Other: null },
};

/** What is kept is the Directory's: the row has what the API shows of it. */
export function reportTo(directory: Principal, { store }: Context): Directory["fileReport"] {
  return async (
    caller,
    { actorUri, statusUris = [], reason, category = "other", brokenRules = [], forward = false },
  ) => {
    if (!ic.inReplicatedExecution()) throw new CoreError("RemoteUnavailable", "A query asks nobody.");
    const target = await store.view(0n, (view) => view.find(accounts, "uri", { uri: actorUri }));
    if (target === undefined) throw new CoreError("NotFound", "There is no such account.");
    const isElsewhere = target.host !== null;
    const args: bindings.FileReportArgs = {
      target_actor_uri: actorUri,
      target_status_uris: [...statusUris],
      reason,
      forward,
      category: [categories[category]],
      rule_ids: [brokenRules.map(({ id }) => id)],
      target_inbox: isElsewhere ? [target.sharedInbox ?? target.inbox] : [],
    };
    const reply = await call(directory, "file_report", [args]);
    if ("Err" in reply) {
      const [code = "Internal", detail] = Object.entries(reply.Err)[0] ?? [];
      throw new CoreError(
        code as CoreErrorCode,
        typeof detail === "string" ? detail : `The report: ${code}.`,
      );
    }
    const { id, reporter, created_at, broken_rules } = reply.Ok;
    return {
      id,
      reporter,
      reporterAccountId: null,
      targetAccountId: target.id,
      targetActorUri: actorUri,
      targetStatusUris: statusUris,
      category,
      reason,
      brokenRules: broken_rules,
      forwarded: forward && isElsewhere ? "yes" : "no",
      activityUri: null,
      state: "Open",
      createdAt: Number(created_at),
      resolvedAt: null,
      resolvedBy: null,
    };
  };
}
