/** What every GET route of the boundary works with: the local account of a path, who asks, and what that one may see. */

import type { AccountRow } from "../../schema/accounts.ts";
import { accounts } from "../../schema/accounts.ts";
import { tombstones } from "../../schema/instance.ts";
import type { StatusRow } from "../../schema/statuses.ts";
import { INSTANCE } from "../../store/store.ts";
import { canSee } from "../../user/visibility.ts";
import type { HomeContext } from "../context.ts";
import type { Requester } from "../requesters.ts";

export type Resident =
  | { readonly kind: "here"; readonly account: AccountRow }
  | { readonly kind: "deleted"; readonly deletedAt: number }
  | { readonly kind: "unknown" };

/** The local user of a handle, as it is or as it was. */
export async function findResident(ctx: HomeContext, handle: string): Promise<Resident> {
  return ctx.store.view(INSTANCE, async (view) => {
    const { rows } = await view.scan(accounts, { index: "byAcct", equals: { acct: handle }, limit: 1 });
    const account = rows[0];
    const tombstone = await view.get(tombstones, { handle });
    // The row of a deleted account outlives it, until its last deliveries have been signed.
    if (account?.host === null && tombstone?.accountId !== account.id) return { kind: "here", account };
    return tombstone === undefined
      ? { kind: "unknown" }
      : { kind: "deleted", deletedAt: tombstone.deletedAt };
  });
}

/** Whether a status of this local author may be shown to who asks (CVE-2026-25808). */
export async function mayBeShown(
  ctx: HomeContext,
  author: AccountRow,
  status: Pick<StatusRow, "visibility" | "mentions">,
  { account }: Requester,
): Promise<boolean> {
  if (account?.suspended === true) return false;
  return ctx.store.view(author.id, (view) => canSee(view, account?.uri ?? null, status, author));
}
