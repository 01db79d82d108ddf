/**
 * A B+tree of keys in pages: what an index is. Its root page stands at a place of its own, all others have numbers.
 *
 * Pages split when they are too long and join, or share, with a neighbour when they are a quarter full. At the right
 * edge a split leaves the left page full, as most keys end with an id that only grows.
 */

import { bytesOf } from "./bytes.ts";
import { childEntry, Page } from "./page.ts";
import { mustHave, type PageReader, type PageWriter } from "./pages.ts";
import { pagePlace } from "./places.ts";

/** A page longer than this is split: bytes. */
export const MAX_PAGE = 2048;
/** A page shorter than this joins a neighbour. */
const MIN_PAGE = MAX_PAGE / 4;
/** The longest key: what a page holds must fit several times into 64 KiB. */
export const MAX_KEY = 8000;

/** A page on the way from the root, and which of its children comes next. */
interface Step {
  readonly place: string;
  readonly page: Page;
  readonly index: number;
}

/** Puts in a key that is not there. */
export function insertKey(pages: PageWriter, root: string, key: string): void {
  const found = pages.page(root);
  if (found === undefined) {
    pages.putPage(root, Page.of(true, [bytesOf(key)]));
    return;
  }
  const { path, place, page } = descend(pages, root, found, key);
  const at = page.position(key);
  const isAtEnd = at === page.count && path.every((step) => step.index === step.page.count - 1);
  settle(pages, path, place, page.with(at, bytesOf(key), key), isAtEnd);
}

/** Takes out a key; does nothing when it is not there. */
export function removeKey(pages: PageWriter, root: string, key: string): void {
  const found = pages.page(root);
  if (found === undefined) return;
  const { path, place, page } = descend(pages, root, found, key);
  const at = page.position(key);
  if (at === page.count || page.key(at) !== key) return;
  shrink(pages, path, place, page.without(at));
}

/** The way to the leaf where `key` belongs. */
function descend(
  pages: PageReader,
  root: string,
  rootPage: Page,
  key: string,
): { path: Step[]; place: string; page: Page } {
  const path: Step[] = [];
  let place = root;
  let page = rootPage;
  while (!page.isLeaf) {
    const index = page.childOf(key);
    path.push({ place, page, index });
    place = pagePlace(page.child(index));
    page = mustHave(pages, place);
  }
  return { path, place, page };
}

/** Puts a page that may have grown too long in its place, and splits it and what is above it as needed. */
function settle(pages: PageWriter, path: Step[], place: string, page: Page, isAtEnd: boolean): void {
  if (page.bytes.length <= MAX_PAGE) {
    pages.putPage(place, page);
    return;
  }
  const entries = page.entries();
  const least = page.isLeaf ? 2 : 4;
  if (page.size <= MAX_PAGE || entries.length < least) {
    pages.putPage(place, Page.of(page.isLeaf, entries));
    return;
  }
  const middle = isAtEnd ? entries.length - 1 : middleOf(entries, page.size);
  const left = Page.of(page.isLeaf, entries.slice(0, middle));
  const right = Page.of(page.isLeaf, entries.slice(middle));
  const parent = path.pop();
  const rightNumber = pages.newPage();
  pages.putPage(pagePlace(rightNumber), right);
  const rightKey = separator(left, right);
  const rightEntry = childEntry(rightKey, rightNumber);
  if (parent !== undefined) {
    pages.putPage(place, left);
    settle(pages, path, parent.place, parent.page.with(parent.index + 1, rightEntry, rightKey), isAtEnd);
    return;
  }
  const leftNumber = pages.newPage();
  pages.putPage(pagePlace(leftNumber), left);
  pages.putPage(place, Page.of(false, [childEntry("", leftNumber), rightEntry]));
}

/** Where to split so that both halves are about as long, and neither is empty. */
function middleOf(entries: readonly Uint8Array[], size: number): number {
  let middle = 0;
  for (let length = 0; length < size / 2; middle += 1) length += (entries[middle]?.length ?? 0) + 4;
  return Math.min(Math.max(middle, 1), entries.length - 1);
}

/** The shortest key that is above all of `left` and not above any of `right`. */
function separator(left: Page, right: Page): string {
  const high = right.key(0);
  if (!right.isLeaf) return high;
  const low = left.key(left.count - 1);
  let from = 0;
  let to = high.length;
  // What both start with: halved, as comparing is native and a loop over characters is not.
  while (from < to) {
    const length = (from + to + 1) >>> 1;
    if (low.startsWith(high.slice(0, length))) from = length;
    else to = length - 1;
  }
  return high.slice(0, from + 1);
}

/** Puts a page that lost something in its place, or joins it with a neighbour, and so on above it. */
function shrink(pages: PageWriter, path: Step[], place: string, page: Page): void {
  const parent = path.pop();
  if (parent === undefined) {
    shrinkRoot(pages, place, page);
    return;
  }
  if (page.size >= MIN_PAGE || parent.page.count < 2) {
    if (page.count > 0) pages.putPage(place, page);
    else shrink(pages, path, parent.place, dropChild(pages, parent, place));
    return;
  }
  const rightIndex = Math.max(parent.index, 1);
  const otherPlace = pagePlace(parent.page.child(parent.index === 0 ? 1 : parent.index - 1));
  const other = mustHave(pages, otherPlace);
  const [left, right] = parent.index === 0 ? [page, other] : [other, page];
  const [leftPlace, rightPlace] = parent.index === 0 ? [place, otherPlace] : [otherPlace, place];
  const entries = [...left.entries(), ...entriesUnder(parent.page.key(rightIndex), right)];
  const joined = Page.of(page.isLeaf, entries);
  if (joined.size <= MAX_PAGE || entries.length < 2) {
    pages.putPage(leftPlace, joined);
    pages.dropPage(rightPlace);
    shrink(pages, path, parent.place, parent.page.without(rightIndex));
    return;
  }
  const middle = middleOf(entries, joined.size);
  const newLeft = Page.of(page.isLeaf, entries.slice(0, middle));
  const newRight = Page.of(page.isLeaf, entries.slice(middle));
  pages.putPage(leftPlace, newLeft);
  pages.putPage(rightPlace, newRight);
  const key = separator(newLeft, newRight);
  const entry = childEntry(key, parent.page.child(rightIndex));
  settle(pages, path, parent.place, parent.page.without(rightIndex).with(rightIndex, entry, key), false);
}

/** An empty tree has no page, and a root with one child is that child. */
function shrinkRoot(pages: PageWriter, place: string, page: Page): void {
  if (page.count === 0) {
    pages.dropPage(place);
    return;
  }
  if (page.isLeaf || page.count > 1) {
    pages.putPage(place, page);
    return;
  }
  const only = pagePlace(page.child(0));
  pages.putPage(place, mustHave(pages, only));
  pages.dropPage(only);
}

function dropChild(pages: PageWriter, parent: Step, place: string): Page {
  pages.dropPage(place);
  return parent.page.without(parent.index);
}

/** The entries of a page that comes to stand behind others: the first key of an inner page now counts. */
function entriesUnder(least: string, page: Page): Uint8Array[] {
  const entries = page.entries();
  if (!page.isLeaf && page.count > 0) entries[0] = childEntry(least, page.child(0));
  return entries;
}
