/** Keeps which local accounts a status names: they find it among its author's, and when they search. */

import { addressees, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";

/** More than this do not find it there; they are told of it all the same. */
const ADDRESSEES = 200;

/** Adds the rows of a new status. */
export async function addAddressees(turn: Turn, status: StatusRow): Promise<void> {
  for (const accountId of namedIn(status)) {
    await turn.insertIfAbsent(addressees, { accountId, authorId: status.accountId, statusId: status.id });
  }
}

/** Brings the rows in line with the mentions of an edited status. */
export async function changeAddressees(turn: Turn, status: StatusRow): Promise<void> {
  const { rows } = await turn.scan(addressees, {
    index: "byStatus",
    equals: { statusId: status.id },
    limit: ADDRESSEES,
  });
  const named = namedIn(status);
  for (const row of rows) if (!named.has(row.accountId)) await turn.delete(addressees, row);
  await addAddressees(turn, status);
}

function namedIn({ mentions }: StatusRow): Set<bigint> {
  const here = mentions.filter(({ acct }) => !acct.includes("@"));
  return new Set(here.slice(0, ADDRESSEES).map(({ accountId }) => BigInt(accountId)));
}
