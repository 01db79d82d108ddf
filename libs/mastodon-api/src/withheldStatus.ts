/** A status that an answer has to name and its reader may not see (Mastodon: entities/Status). */

import { accounts, Audience, statuses, viewStatuses, type StatusView } from "@mastic/core";
import { notFound, read, type Call } from "./call.ts";

/**
 * The status as it is now where the viewer may see it; elsewhere whose it is and what became of its quote, and nothing
 * of what it says. @throws {ApiError} 404 for one that is gone
 */
export async function statusOrTrace(call: Call, id: bigint): Promise<StatusView> {
  const found = await read(call, async (view, viewer) => {
    const row = await view.get(statuses, { id });
    const author = row && (await view.get(accounts, { id: row.accountId }));
    if (row === undefined || author === undefined) return undefined;
    const audience = new Audience(view, viewer);
    const [whole] = await viewStatuses(audience, [row]);
    if (whole === undefined) return undefined;
    return (await audience.maySee(row, author)) ? whole : traceOf(whole);
  });
  if (found === undefined) throw notFound();
  return found;
}

function traceOf(view: StatusView): StatusView {
  return {
    ...view,
    media: [],
    // A filter that it meets would tell of its words.
    filtered: [],
    quoteApproval: { automatic: [], manual: [], currentUser: "denied" },
    status: {
      ...view.status,
      content: "",
      source: null,
      spoilerText: null,
      sensitive: false,
      language: null,
      inReplyToUri: null,
      inReplyToId: null,
      inReplyToAccountId: null,
      mentions: [],
      tags: [],
      emojis: [],
      poll: null,
      application: null,
      likeCount: 0,
      boostCount: 0,
      replyCount: 0,
      quoteCount: 0,
      editedAt: null,
    },
  };
}
