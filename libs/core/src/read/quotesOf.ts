/** The quotes of a status (Mastodon: GET /api/v1/statuses/:id/quotes). */

import { statuses } from "../schema/statuses.ts";
import type { Owner, View } from "../store/store.ts";
import { Audience } from "./audience.ts";
import { pageById, type PageRequest, type PageResult } from "./page.ts";
import { viewStatuses, type StatusView } from "./statusView.ts";
import { byOwnId } from "./walk.ts";

/**
 * The accepted quotes of a status, newest first, as far as the viewer may see them: also those by whom the viewer blocks
 * or mutes, which could not be found and revoked otherwise.
 */
export async function quotesOf(
  view: View,
  viewer: Owner,
  quotedId: bigint,
  request: PageRequest,
): Promise<PageResult<StatusView>> {
  const audience = new Audience(view, viewer);
  return pageById(
    view,
    { table: statuses, index: "byQuoted", equals: { quotedId, quoteState: "accepted" }, ...byOwnId },
    request,
    async (rows) => viewStatuses(audience, await audience.filter(rows, "maySee")),
    ({ status }) => status.id,
  );
}
