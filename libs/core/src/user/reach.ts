/** Whom news about a status must reach besides the followers: those who have it because they had to do with it (Mastodon: StatusReachFinder). */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { isListed, likes, statuses, type StatusRow } from "../schema/statuses.ts";
import type { View } from "../store/store.ts";

/** How many of each kind are told by name; most of them follow the author anyway. */
const EACH = 200;

/** Whom a status mentions and, where anybody may see it, whom it answers. */
export async function addressees(view: View, status: StatusRow): Promise<AccountRow[]> {
  const ids = status.mentions.map((mention) => BigInt(mention.accountId));
  if (isListed(status.visibility) && status.inReplyToAccountId !== null) ids.push(status.inReplyToAccountId);
  return accountsOf(view, ids);
}

/** The same, and who boosted, liked, quoted or answered it, and whom it quotes: they hear of edits and of its end. */
export async function witnesses(view: View, status: StatusRow): Promise<AccountRow[]> {
  const first = await addressees(view, status);
  if (!isListed(status.visibility)) return first;
  const boosts = await view.scan(statuses, {
    index: "byBoost",
    equals: { boostOfId: status.id },
    limit: EACH,
  });
  const answers = await view.scan(statuses, {
    index: "byReply",
    equals: { inReplyToId: status.id },
    limit: EACH,
  });
  const liked = await view.scan(likes, { index: "byStatus", equals: { statusId: status.id }, limit: EACH });
  const quotes = await view.scan(statuses, {
    index: "byQuoted",
    equals: { quotedId: status.id, quoteState: "accepted" },
    limit: EACH,
  });
  const quoted = status.quotedId === null ? undefined : await view.get(statuses, { id: status.quotedId });
  const rows = [...boosts.rows, ...answers.rows, ...liked.rows, ...quotes.rows, ...(quoted ? [quoted] : [])];
  const further = await accountsOf(
    view,
    rows.map((row) => row.accountId),
  );
  return [...new Map([...first, ...further].map((account) => [account.id, account])).values()];
}

async function accountsOf(view: View, ids: readonly bigint[]): Promise<AccountRow[]> {
  const found = await view.getMany(
    accounts,
    [...new Set(ids)].map((id) => ({ id })),
  );
  return found.filter((row) => row !== undefined);
}
