/** Which users have rows in which table: a tree with the root of each table of each of them. */

import type { TableLayout } from "./layout.ts";
import { BEHIND } from "./orderedKey.ts";
import { OWNERS } from "./places.ts";
import { insertKey, removeKey } from "./tree.ts";
import { keysBetween } from "./treeRange.ts";
import type { PageReader, PageWriter } from "./pages.ts";

/** Notes that a user has the first row of a table. */
export function enlist(pages: PageWriter, layout: TableLayout, mark: string): void {
  insertKey(pages, OWNERS, layout.primary.root(mark));
}

/** Notes that a user has no row of a table any more. */
export function unlist(pages: PageWriter, layout: TableLayout, mark: string): void {
  removeKey(pages, OWNERS, layout.primary.root(mark));
}

/** The marks of up to `limit` users, `from` one on, with rows in the table whose primary trees stand at `place`. */
export function ownersFrom(pages: PageReader, place: string, from: string, limit: number): string[] {
  const range = { reverse: false, limit };
  return keysBetween(pages, OWNERS, place + from, place + BEHIND, range).map((root) =>
    root.slice(place.length),
  );
}
