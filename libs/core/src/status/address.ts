/** Keeps which local accounts a followers-only or direct status names. */

import { addressees, isListed, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";

/** More than this are not found among the author's statuses; they are told of it all the same. */
const ADDRESSEES = 200;

/** Brings the rows in line with the mentions of a status, new or edited. */
export async function keepAddressees(turn: Turn, status: StatusRow): Promise<void> {
  if (isListed(status.visibility)) return;
  const { rows } = await turn.scan(addressees, {
    index: "byStatus",
    equals: { statusId: status.id },
    limit: ADDRESSEES,
  });
  const named = new Set(
    status.mentions
      .filter(({ acct }) => !acct.includes("@"))
      .slice(0, ADDRESSEES)
      .map(({ accountId }) => BigInt(accountId)),
  );
  for (const row of rows) if (!named.has(row.accountId)) await turn.delete(addressees, row);
  for (const accountId of named) {
    await turn.insertIfAbsent(addressees, { accountId, authorId: status.accountId, statusId: status.id });
  }
}
