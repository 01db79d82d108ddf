/** Rows that a new tree does not have yet: found one by one, so that answers are right while it is being filled. */

import type { Cells } from "@mastic/core/engine";
import type { TableLayout, TreeLayout } from "./layout.ts";
import { BEHIND } from "./orderedKey.ts";
import type { KeyRange, WalkOptions } from "./rows.ts";

/** What reads rows in the order of their primary key. */
interface RowWalker {
  keys(layout: TableLayout, mark: string, tree: TreeLayout, range: KeyRange, options: WalkOptions): string[];
  row(layout: TableLayout, mark: string, key: string): Cells | undefined;
}

/** A row takes some 270,000 instructions in a canister, and a message has 40 G. */
export const NEWEST = 5_000;

/** Whether a tree has, or is to have, a row by now. */
export function isIn(tree: TreeLayout, mark: string, key: string): boolean {
  return tree.builtTo === undefined || mark + key <= tree.builtTo;
}

/**
 * The keys of those rows of one owner that a tree does not have yet: for a unique constraint, the primary keys of the
 * rows. Costs as much as there are such rows; nothing once the tree has all.
 *
 * @param mayMiss looks at the newest {@link NEWEST} rows that the tree does not have yet, and no further
 */
export function lateKeys(
  rows: RowWalker,
  layout: TableLayout,
  mark: string,
  tree: TreeLayout,
  isWanted: (key: string) => boolean,
  mayMiss = false,
): string[] {
  const low = firstLate(tree, mark);
  if (low === undefined) return [];
  const found: string[] = [];
  const late = { reverse: mayMiss, limit: mayMiss ? NEWEST : Infinity };
  for (const key of rows.keys(layout, mark, layout.primary, { low, high: BEHIND }, late)) {
    const row = rows.row(layout, mark, key);
    const its = row === undefined ? undefined : tree.key(row);
    if (its !== undefined && isWanted(its)) found.push(tree.isUnique ? key : its);
  }
  return found;
}

/** The least primary key that a tree does not have yet; `undefined` when it has all of the owner's. */
function firstLate({ builtTo }: TreeLayout, mark: string): string | undefined {
  if (builtTo === undefined) return undefined;
  if (builtTo.startsWith(mark)) return `${builtTo.slice(mark.length)}\0`;
  return mark > builtTo ? "" : undefined;
}
