/** Who may quote each status, and how that applies to the viewer (Mastodon: entities/QuoteApproval). */

import type { AccountRow } from "../schema/accounts.ts";
import type { QuoteAudience, QuoteRule, StatusRow } from "../schema/statuses.ts";
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
  return approvalOf(audience, status, author);
}

function approvalOf(
  audience: Audience,
  status: StatusRow,
  author: AccountRow,
): QuoteApproval | Promise<QuoteApproval> {
  if (audience.viewer === INSTANCE) return "denied";
  const { automatic, manual } = status.quotePolicy ?? nobody;
  const own = author.id === audience.viewer;
  const isSpokenOf = (who: QuoteAudience): boolean => automatic.includes(who) || manual.includes(who);
  return !own && (isSpokenOf("followers") || isSpokenOf("following"))
    ? approvalByFollows(audience, status, author, isSpokenOf)
    : quoteApproval(status, { own, follows: false, followed: false });
}

async function approvalByFollows(
  audience: Audience,
  status: StatusRow,
  author: AccountRow,
  isSpokenOf: (who: QuoteAudience) => boolean,
): Promise<QuoteApproval> {
  // Read only where the answer depends on it: most statuses may be quoted by all, or by nobody.
  const follows = isSpokenOf("followers") && (await audience.follows(author));
  const followed =
    isSpokenOf("following") && (await audience.view.get(followers, { actorUri: author.uri })) !== undefined;
  return quoteApproval(status, { own: false, follows, followed });
}

/** @returns what needs no reading at once: a wait for each status of a page costs a canister a tenth of the page */
export function quoteApprovalView(
  audience: Audience,
  status: StatusRow,
  author: AccountRow,
): QuoteApprovalView | Promise<QuoteApprovalView> {
  const { automatic, manual } = status.quotePolicy ?? nobody;
  const currentUser = approvalOf(audience, status, author);
  return typeof currentUser === "string"
    ? { automatic, manual, currentUser }
    : currentUser.then((approval) => ({ automatic, manual, currentUser: approval }));
}
