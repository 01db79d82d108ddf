/** Finding the account a path or a parameter names. */

import { accounts, type AccountRow, parseId } from "@mastic/core";
import { notFound, read, type Call } from "./call.ts";

/** @throws {ApiError} 404 */
export async function accountById(call: Call, id: string | undefined): Promise<AccountRow> {
  const parsed = id === undefined ? undefined : parseId(id);
  const row =
    parsed === undefined ? undefined : await read(call, (view) => view.get(accounts, { id: parsed }));
  if (row === undefined) throw notFound();
  return row;
}

/** The account with this address: `alice`, `alice@here` or `bob@elsewhere`, in any case, with or without a leading `@`. */
export async function accountByAddress(call: Call, address: string): Promise<AccountRow | undefined> {
  const acct = storedAddress(call, address);
  return read(call, async (view) => {
    const { rows } = await view.scan(accounts, { index: "byAcct", equals: { acct }, limit: 1 });
    return rows[0];
  });
}

/** An address as `accounts.acct` holds it. */
export function storedAddress(call: Call, address: string): string {
  const bare = address.trim().replace(/^@/, "").toLowerCase();
  const here = `@${call.api.context.instance.host}`;
  return bare.endsWith(here) ? bare.slice(0, -here.length) : bare;
}
