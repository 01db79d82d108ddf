/** Who may quote each status, and how that applies to the viewer (Mastodon: entities/QuoteApproval). */

import type { AccountRow } from "../schema/accounts.ts";
import type { QuoteRule, StatusRow } from "../schema/statuses.ts";
import { followers } from "../schema/user.ts";
import { quoteApproval, type QuoteApproval } from "../status/quotePolicy.ts";
import { INSTANCE } from "../store/store.ts";
import type { Audience } from "./audience.ts";

export interface QuoteApprovalView extends QuoteRule {
  readonly currentUser: QuoteApproval;
}

const nobody: QuoteRule = { automatic: [], manual: [] };

/** What the viewer may expect; nobody signed in may quote nothing. */
export async function quoteApprovalFor(
  audience: Audience,
  status: StatusRow,
  author: AccountRow,
): Promise<QuoteApproval> {
  if (audience.viewer === INSTANCE) return "denied";
  const rule = status.quotePolicy ?? nobody;
  const speaksOf = [...rule.automatic, ...rule.manual];
  const own = author.id === audience.viewer;
  // Read only where the answer depends on it: most statuses may be quoted by all, or by nobody.
  const follows = !own && speaksOf.includes("followers") && (await audience.follows(author));
  const followed =
    !own &&
    speaksOf.includes("following") &&
    (await audience.view.get(followers, { actorUri: author.uri })) !== undefined;
  return quoteApproval(status, { own, follows, followed });
}

export async function quoteApprovalView(
  audience: Audience,
  status: StatusRow,
  author: AccountRow,
): Promise<QuoteApprovalView> {
  const currentUser = await quoteApprovalFor(audience, status, author);
  return { ...(status.quotePolicy ?? nobody), currentUser };
}
