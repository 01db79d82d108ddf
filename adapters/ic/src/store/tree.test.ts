import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./bytes.ts";
import { BEHIND } from "./orderedKey.ts";
import { Page } from "./page.ts";
import { mustHave, type PageWriter } from "./pages.ts";
import { pagePlace } from "./places.ts";
import { insertKey, MAX_KEY, MAX_PAGE, removeKey } from "./tree.ts";
import { countBetween, keysBetween } from "./treeRange.ts";

const ROOT = "T1.";

/** Pages as an open store has them: with what was read of them. */
class Pages implements PageWriter {
  readonly held = new Map<string, Page>();
  #last = 0;

  page(place: string): Page | undefined {
    return this.held.get(place);
  }
  putPage(place: string, page: Page): void {
    this.held.set(place, page);
  }
  dropPage(place: string): void {
    this.held.delete(place);
  }
  newPage(): number {
    this.#last += 1;
    return this.#last;
  }
}

interface Shape {
  readonly height: number;
  readonly pages: number;
  readonly leafBytes: number;
  readonly leaves: number;
}

/** Checks what must hold for every tree, and measures it. */
function shapeOf(pages: Pages): Shape {
  if (!pages.held.has(ROOT)) {
    expect(pages.held.size, "an empty tree has no page").toBe(0);
    return { height: 0, pages: 0, leafBytes: 0, leaves: 0 };
  }
  const found = { pages: 0, leafBytes: 0, leaves: 0 };
  const visit = (place: string, low: string, high: string): number => {
    const known = mustHave(pages, place);
    const page = new Page(known.bytes);
    found.pages += 1;
    expect(page.count, "no page is empty").toBeGreaterThan(0);
    const longest = Math.max(...page.entries().map((entry) => entry.length));
    const least = page.isLeaf ? 2 : 4;
    expect(page.size, "only long keys make long pages").toBeLessThan(MAX_PAGE + least * longest);
    expect(page.bytes.length, "places within a page have 16 bits").toBeLessThan(0x10000);
    const keys = Array.from({ length: page.count }, (_, i) => page.key(i));
    expect(keys, "what is known of a page is what it says").toEqual(keys.map((_, i) => known.key(i)));
    const bounds = page.isLeaf ? keys : [low, ...keys.slice(1)];
    for (const [i, key] of bounds.entries()) {
      if (i > 0) expect(key > (bounds[i - 1] ?? ""), "keys stand in order").toBe(true);
      expect(key >= low && key < high, "keys stand between what is above").toBe(true);
    }
    if (page.isLeaf) {
      found.leaves += 1;
      found.leafBytes += page.size;
      return 1;
    }
    const depths = bounds.map((key, i) => visit(pagePlace(page.child(i)), key, bounds[i + 1] ?? high));
    expect(new Set(depths).size, "all leaves are as deep").toBe(1);
    return 1 + (depths[0] ?? 0);
  };
  const height = visit(ROOT, "", BEHIND);
  expect(found.pages, "every page can be reached").toBe(pages.held.size);
  return { height, ...found };
}

const all = (pages: Pages): string[] =>
  keysBetween(pages, ROOT, "", BEHIND, { reverse: false, limit: Infinity });

const keyOf = (number: number): string => number.toString(32).padStart(26, "0");

/** Many keys in an order that looks random, and is the same each time. */
function scattered(count: number): string[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return keyOf(state);
  });
}

describe("a tree", () => {
  it("has what a sorted list has, whatever is put in and taken out", () => {
    const key = fc.oneof(
      fc.integer({ min: 0, max: 300 }).map((n) => n.toString(32)),
      fc.integer({ min: 0, max: 300 }).map((n) => `a long start that many keys share ${n.toString(32)}`),
      fc.string({
        unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
        maxLength: 300,
      }),
      fc
        .tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(1000, 3000, MAX_KEY))
        .map(([c, n]) => c.repeat(n)),
    );
    const change = fc.record({ key, isRemoved: fc.boolean() });
    const phase = fc.record({
      changes: fc.array(change, { maxLength: 400, size: "max" }),
      // Puts in more than it takes out, or the other way round.
      leaning: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(phase, { maxLength: 4 }),
        fc.tuple(key, key, fc.boolean(), fc.integer({ min: 1, max: 50 })),
        (phases, [one, other, reverse, limit]) => {
          const pages = new Pages();
          const model = new Set<string>();
          for (const { changes, leaning } of phases) {
            for (const { key: it, isRemoved } of changes)
              if (isRemoved === leaning || model.has(it)) {
                removeKey(pages, ROOT, it);
                model.delete(it);
              } else {
                insertKey(pages, ROOT, it);
                model.add(it);
              }
            shapeOf(pages);
            expect(all(pages)).toEqual([...model].sort());
          }
          const [low, high] = one < other ? [one, other] : [other, one];
          const between = [...model].sort().filter((it) => it >= low && it < high);
          expect(countBetween(pages, ROOT, low, high)).toBe(between.length);
          if (reverse) between.reverse();
          expect(keysBetween(pages, ROOT, low, high, { reverse, limit })).toEqual(between.slice(0, limit));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("leaves full pages behind keys that grow", () => {
    const pages = new Pages();
    for (let n = 0; n < 100_000; n += 1) insertKey(pages, ROOT, keyOf(n));
    const { height, leafBytes, leaves } = shapeOf(pages);
    expect(height).toBe(3);
    expect(leafBytes / leaves).toBeGreaterThan(0.95 * MAX_PAGE);
    expect(all(pages)).toEqual(Array.from({ length: 100_000 }, (_, n) => keyOf(n)));
  });

  it("stays low and filled with 100,000 keys in any order, and gives all pages back", () => {
    const pages = new Pages();
    const keys = scattered(100_000);
    for (const key of keys) insertKey(pages, ROOT, key);
    const full = shapeOf(pages);
    expect(full.height).toBe(3);
    expect(full.leafBytes / full.leaves).toBeGreaterThan(0.6 * MAX_PAGE);
    for (const key of keys.slice(1000)) removeKey(pages, ROOT, key);
    const emptied = shapeOf(pages);
    expect(emptied.leafBytes / emptied.leaves).toBeGreaterThan(0.25 * MAX_PAGE);
    for (const key of keys.slice(0, 1000)) removeKey(pages, ROOT, key);
    expect(shapeOf(pages).pages).toBe(0);
  });

  it("reads and writes no more pages than it is high", () => {
    const pages = new Pages();
    for (const key of scattered(100_000)) insertKey(pages, ROOT, key);
    let reads = 0;
    const counted = { page: (place: string) => ((reads += 1), pages.page(place)) };
    const found = keysBetween(counted, ROOT, keyOf(2 ** 31), BEHIND, { reverse: false, limit: 20 });
    expect(found).toHaveLength(20);
    expect(reads).toBeLessThanOrEqual(4);
  });
});

describe("a page", () => {
  it("forgets what was removed before it splits", () => {
    const entries = Array.from({ length: 50 }, (_, n) => bytesOf(keyOf(n)));
    let page = Page.of(true, entries);
    for (let n = 0; n < 1000; n += 1)
      page = page.without(n % 50).with(n % 50, bytesOf(keyOf(n % 50)), keyOf(n % 50));
    expect(page.size).toBe(Page.of(true, entries).bytes.length);
    expect(Array.from({ length: page.count }, (_, i) => page.key(i))).toEqual(
      Array.from({ length: 50 }, (_, n) => keyOf(n)),
    );
  });
});
