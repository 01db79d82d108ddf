/** The library of a viewer, as Mastodon's search calls it: what they wrote, and what they have had to do with. */

import { walkIndex, walkKeys, type Walk } from "../read/walk.ts";
import { addressees, statuses, Visibility, type StatusRow } from "../schema/statuses.ts";
import { bookmarks, boosts, liked } from "../schema/user.ts";
import type { Owner, View } from "../store/store.ts";

/** What the viewer wrote, likes, has bookmarked or boosted, or is mentioned in: each list by the ids of statuses. */
export function libraryOf(view: View, viewer: Owner): Walk<bigint>[] {
  const byStatus = (table: typeof liked | typeof bookmarks): Walk<bigint> =>
    ids(
      walkIndex(view, {
        table,
        index: "byStatus",
        idOf: (row) => row.statusId,
        bound: (statusId) => ({ statusId }),
      }),
      (row) => row.statusId,
    );
  return [
    ...writtenBy(view, viewer, Visibility),
    byStatus(liked),
    byStatus(bookmarks),
    ids(
      walkIndex(view, {
        table: boosts,
        index: "byOriginal",
        idOf: (row) => row.originalStatusId,
        bound: (originalStatusId) => ({ originalStatusId }),
      }),
      (row) => row.originalStatusId,
    ),
    walkKeys(view, {
      table: addressees,
      index: "byAccount",
      equals: { accountId: viewer },
      idOf: (key) => key.statusId,
      bound: (statusId) => ({ statusId }),
    }),
  ];
}

/** What an account wrote, apart by visibility. */
export function writtenBy(
  view: View,
  accountId: bigint,
  visibilities: readonly Visibility[],
): Walk<bigint>[] {
  return visibilities.map((visibility) =>
    walkKeys(view, {
      table: statuses,
      index: "byAccount",
      equals: { accountId, visibility },
      idOf: (key) => key.id,
      bound: (id) => ({ id }),
    }),
  );
}

/** Which of these statuses are in the viewer's library, by their ids. */
export async function inLibrary(
  view: View,
  viewer: Owner,
  rows: readonly StatusRow[],
): Promise<ReadonlySet<bigint>> {
  const name = viewer.toString();
  const known = (row: StatusRow): boolean =>
    row.accountId === viewer || row.mentions.some(({ accountId }) => accountId === name);
  const found = new Set(rows.filter(known).map(({ id }) => id));
  const others = rows.filter(({ id }) => !found.has(id));
  if (others.length === 0) return found;
  const byUri = others.map(({ uri }) => ({ statusUri: uri }));
  const marks = [
    await view.getMany(liked, byUri),
    await view.getMany(bookmarks, byUri),
    await view.findMany(
      boosts,
      "originalStatusUri",
      others.map(({ uri }) => ({ originalStatusUri: uri })),
    ),
  ];
  others.forEach(({ id }, i) => {
    if (marks.some((rows) => rows[i] !== undefined)) found.add(id);
  });
  return found;
}

function ids<R>(walk: Walk<R>, idOf: (row: R) => bigint): Walk<bigint> {
  return async (range) => {
    const { rows, isEnd } = await walk(range);
    return { rows: rows.map(idOf), isEnd };
  };
}
