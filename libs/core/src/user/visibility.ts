/** Who may see a status of a local author, seen from the author's side: what every exit to others asks (spec 05: GetLocalStatus). */

import type { AccountRow } from "../schema/accounts.ts";
import { isListed, type StatusRow } from "../schema/statuses.ts";
import { blocks, followers } from "../schema/user.ts";
import type { View } from "../store/store.ts";

/**
 * @param view a view of the author's, whose followers and blocks decide
 * @param requester the actor URI of who asks, local or remote, once that is proven; `null` for anybody
 */
export async function canSee(
  view: View,
  requester: string | null,
  status: Pick<StatusRow, "visibility" | "mentions">,
  author: AccountRow,
): Promise<boolean> {
  if (requester === author.uri) return true;
  if (author.suspended) return false;
  if (requester !== null && (await view.get(blocks, { actorUri: requester })) !== undefined) return false;
  if (isListed(status.visibility)) return true;
  if (requester === null) return false;
  if (status.mentions.some((mention) => mention.uri === requester)) return true;
  if (status.visibility === "direct") return false;
  return (await view.get(followers, { actorUri: requester })) !== undefined;
}
