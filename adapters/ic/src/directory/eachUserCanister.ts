/** A page of users who have a canister, in the order of their ids. */

import { INSTANCE, users, type Store } from "@mastic/core";

export interface UserCanisterPage {
  readonly canisterIds: readonly string[];
  /** Where the next page begins; `undefined` when this is the last. */
  readonly next: string | undefined;
}

/** @param after the id of the last user of the page before, in decimal @param limit how many users are looked at */
export async function userCanistersAfter(
  store: Store,
  after: string | undefined,
  limit: number,
): Promise<UserCanisterPage> {
  const page = await store.view(INSTANCE, (view) =>
    view.scan(users, { ...(after === undefined ? {} : { after: { id: BigInt(after) } }), limit }),
  );
  const canisterIds = page.rows
    .filter(({ status }) => status === "Active" || status === "Suspended")
    .map(({ canisterId }) => canisterId)
    .filter((id) => id !== null);
  const last = page.rows.at(-1);
  return { canisterIds, next: page.next === undefined ? undefined : last?.id.toString() };
}
