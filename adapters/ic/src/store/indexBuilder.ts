/** Fills the trees that a new schema brought, from a few old rows at a time. */

import { StoreError } from "@mastic/core";
import type { WriteBuffer } from "./buffer.ts";
import { bytesOf } from "./bytes.ts";
import type { Layout, TableLayout, TreeLayout } from "./layout.ts";
import { ownersFrom } from "./owners.ts";
import { BEHIND } from "./orderedKey.ts";
import type { RowChanges } from "./rowChanges.ts";
import { insertKey } from "./tree.ts";

/** A tree that lacks rows. */
export interface Unfinished {
  readonly layout: TableLayout;
  readonly tree: TreeLayout;
}

export function firstUnfinished(layout: Layout): Unfinished | undefined {
  for (const table of layout.tables)
    for (const tree of table.all) if (tree.builtTo !== undefined) return { layout: table, tree };
  return undefined;
}

/**
 * Puts the next rows, up to `limit` of one owner, into an unfinished tree.
 *
 * @returns how far the tree is now: `undefined` when it has all rows
 * @throws {StoreError} `unique_violation`
 */
export function fill(
  rows: RowChanges,
  buffer: WriteBuffer,
  { layout, tree }: Unfinished,
  limit: number,
): string | undefined {
  const builtTo = tree.builtTo ?? "";
  const mark = nextOwner(buffer, layout, builtTo);
  if (mark === undefined) return undefined;
  const low = builtTo.startsWith(mark) ? `${builtTo.slice(mark.length)}\0` : "";
  const keys = rows.keys(layout, mark, layout.primary, { low, high: BEHIND }, { reverse: false, limit });
  for (const key of keys) {
    const row = rows.row(layout, mark, key);
    const its = row === undefined ? undefined : tree.key(row);
    if (its === undefined) continue;
    const root = tree.root(mark);
    if (!tree.isUnique) insertKey(buffer, root, its);
    else if (buffer.has(root + its)) throw broken(layout, tree);
    else buffer.put(root + its, bytesOf(key));
  }
  const last = keys.at(-1);
  if (last !== undefined && keys.length === limit) return mark + last;
  // This owner's are all there. What is behind every key of one is before those of the next.
  return layout.isOwned ? mark + BEHIND : undefined;
}

/** Whose rows come next: the empty mark where all are of one owner. */
function nextOwner(buffer: WriteBuffer, layout: TableLayout, builtTo: string): string | undefined {
  if (!layout.isOwned) return "";
  const place = layout.primary.root("");
  const isDone = builtTo.endsWith(BEHIND);
  const current = builtTo.slice(0, isDone ? -1 : layout.mark(0n).length);
  const [first, second] = ownersFrom(buffer, place, current, 2);
  return isDone && first === current ? second : first;
}

function broken({ table }: TableLayout, tree: TreeLayout): StoreError {
  const constraint = tree.name.slice(tree.name.indexOf(" ") + 1);
  return new StoreError(
    "unique_violation",
    `${table.name}: old rows break the new constraint ${constraint}`,
    {
      table: table.name,
      constraint,
    },
  );
}
