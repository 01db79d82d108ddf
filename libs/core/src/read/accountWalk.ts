/** What an account has written and boosted, as far as somebody may see it; nothing else is walked over. */

import type { AccountRow } from "../schema/accounts.ts";
import { addressees, statuses, type StatusRow, type Visibility } from "../schema/statuses.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";
import { byOwnId, mergeWalks, walkIndex, type Walk } from "./walk.ts";

/** An account's statuses of these visibilities. */
export function statusesOf(
  view: View,
  account: AccountRow,
  visibilities: readonly Visibility[],
): Walk<StatusRow> {
  return mergeWalks(
    visibilities.map((visibility) =>
      walkIndex(view, {
        table: statuses,
        index: "byAccount",
        equals: { accountId: account.id, visibility },
        ...byOwnId,
      }),
    ),
  );
}

/** The statuses of an author that are for this viewer by name. */
export function statusesNaming(view: View, viewer: Owner, author: AccountRow): Walk<StatusRow> {
  if (viewer === INSTANCE) return async () => ({ rows: [], isEnd: true });
  const walk = walkIndex(view, {
    table: addressees,
    equals: { accountId: viewer, authorId: author.id },
    idOf: (row) => row.statusId,
    bound: (statusId) => ({ statusId }),
  });
  return async (range) => {
    const { rows, isEnd } = await walk(range);
    const found = await view.getMany(
      statuses,
      rows.map((row) => ({ id: row.statusId })),
    );
    return { rows: found.filter((row) => row !== undefined), isEnd };
  };
}
