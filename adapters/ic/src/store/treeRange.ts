/** Reading a stretch of a tree: a walk over the pages that hold it, and no others. */

import type { Page } from "./page.ts";
import type { PageReader } from "./pages.ts";
import { pagePlace } from "./places.ts";

/** Up to `limit` keys from `low` on and below `high`, in order or in reverse. */
export function keysBetween(
  pages: PageReader,
  root: string,
  low: string,
  high: string,
  { reverse, limit }: { readonly reverse: boolean; readonly limit: number },
): string[] {
  const found: string[] = [];
  walk(pages, root, low, high, reverse, (page, from, to) => {
    const wanted = limit - found.length;
    if (reverse) for (let i = to - 1; i >= Math.max(from, to - wanted); i -= 1) found.push(page.key(i));
    else for (let i = from; i < Math.min(to, from + wanted); i += 1) found.push(page.key(i));
    return found.length < limit;
  });
  return found;
}

/** How many keys there are from `low` on and below `high`. Reads each page that holds them. */
export function countBetween(pages: PageReader, root: string, low: string, high: string): number {
  let total = 0;
  walk(pages, root, low, high, false, (_, from, to) => {
    total += to - from;
    return true;
  });
  return total;
}

/** Visits what each leaf has of a range, until `visit` answers false. */
function walk(
  pages: PageReader,
  place: string,
  low: string,
  high: string,
  reverse: boolean,
  visit: (page: Page, from: number, to: number) => boolean,
): boolean {
  const page = pages.page(place);
  if (page === undefined || low >= high) return true;
  if (page.isLeaf) return visit(page, page.position(low), page.position(high));
  const first = page.childOf(low);
  const last = page.childOf(high);
  for (let i = 0; i <= last - first; i += 1) {
    const child = page.child(reverse ? last - i : first + i);
    if (!walk(pages, pagePlace(child), low, high, reverse, visit)) return false;
  }
  return true;
}
