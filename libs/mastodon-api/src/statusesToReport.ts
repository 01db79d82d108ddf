/** Which statuses a report may name (Mastodon: methods/reports, `status_ids`). */

import { Audience, isListed, parseId, statuses, type AccountRow, type StatusRow } from "@mastic/core";
import { read, type Call } from "./call.ts";

/**
 * Of the statuses with these ids those of the account: what the viewer may see, and what a block or a suspension hides from
 * a viewer for whom it was, being public or naming the viewer. The others are left out, so that
 * they do not keep the report from the moderators.
 */
export function statusesToReport(
  call: Call,
  account: AccountRow,
  ids: readonly string[],
): Promise<StatusRow[]> {
  const keys = [...new Set(ids)].flatMap((id) => {
    const parsed = parseId(id);
    return parsed === undefined ? [] : [{ id: parsed }];
  });
  return read(call, async (view, viewer) => {
    const found = await view.getMany(statuses, keys);
    const audience = new Audience(view, viewer);
    const named: StatusRow[] = [];
    for (const status of found) {
      if (status === undefined || status.accountId !== account.id) continue;
      const isMeant = status.mentions.some(({ accountId }) => accountId === viewer.toString());
      if (isListed(status.visibility) || isMeant || (await audience.maySee(status, account)))
        named.push(status);
    }
    return named;
  });
}
