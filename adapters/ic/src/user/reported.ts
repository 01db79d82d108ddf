/** What a report is about, as this home has it, for the moderators: whoever else may see it (Mastodon: entities/Admin_Report). */

import {
  accounts,
  Audience,
  INSTANCE,
  statuses,
  viewStatuses,
  type Context,
  type StatusRow,
} from "@mastic/core";
import { accountEntity, statusEntity, type JsonObject } from "@mastic/mastodon-api";
import { withinBytes } from "../frame/withinBytes.ts";
import type { GetReportedArgs, Reported } from "../candid/user.did.ts";

/** As many as a report names at most. */
const STATUSES = 50;
/** Posts of other servers may have 200,000 characters each: those are shown that fit. */
const BYTES = 1_000_000;

export async function readReported(
  { store, instance, now }: Context,
  { account_uri, status_uris }: GetReportedArgs,
): Promise<Reported> {
  return store.view(INSTANCE, async (view) => {
    const account = await view.find(accounts, "uri", { uri: account_uri });
    const found: StatusRow[] = [];
    for (const uri of status_uris.slice(0, STATUSES)) {
      const status = await view.find(statuses, "uri", { uri });
      // Who reports may name anything, and the home also has what others confided to its owner.
      if (status !== undefined && status.accountId === account?.id) found.push(status);
    }
    const views = await viewStatuses(new Audience(view, INSTANCE), found);
    return {
      account_json: account === undefined ? [] : [json(accountEntity(instance, account))],
      statuses_json: views.map((it) => json(statusEntity(instance, it, now()))).filter(withinBytes(BYTES)),
    };
  });
}

function json(entity: JsonObject): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(entity));
}
