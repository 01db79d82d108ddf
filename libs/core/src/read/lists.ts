/** The lists of a view's owner (Mastodon: entities/List). */

import { listMembers, lists, type ListRow } from "../schema/user.ts";
import type { View } from "../store/store.ts";

/** How many lists one user may have. */
export const MOST_LISTS = 50;

/** All of them, the oldest first. */
export async function listsOf(view: View): Promise<ListRow[]> {
  return (await view.scan(lists, { limit: MOST_LISTS })).rows;
}

/** Those that hold an account. */
export async function listsWith(view: View, accountId: bigint): Promise<ListRow[]> {
  const { rows } = await view.scan(listMembers, {
    index: "byAccount",
    equals: { accountId },
    limit: MOST_LISTS,
  });
  const found = await view.getMany(
    lists,
    rows.map(({ listId }) => ({ id: listId })),
  );
  return found.filter((row) => row !== undefined);
}
