import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareScalars } from "../store/order.ts";
import { collect, comparePrefix, count, find, insert, remove, type Tree } from "./tree.ts";

const pair = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.constantFrom("a", "\uffff", "\u{10000}"));

describe("tree", () => {
  it("keeps order, counts and balance like a sorted list, and leaves old versions alone", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), pair)), pair, (writes, bound) => {
        let tree: Tree<number>;
        const list = new Map<string, (typeof writes)[number][1]>();
        for (const [adds, key] of writes) {
          const before = tree;
          const size = before?.size ?? 0;
          tree = adds ? insert(tree, key, 1) : remove(tree, key);
          if (adds) list.set(JSON.stringify(key), key);
          else list.delete(JSON.stringify(key));
          expect(before?.size ?? 0).toBe(size);
          expect(find(tree, key)).toBe(adds ? 1 : undefined);
        }
        const sorted = [...list.values()].sort((a, b) => comparePrefix(a, b));
        const after = sorted.filter((key) => comparePrefix(key, bound) > 0);
        let keyed: Tree<string>;
        for (const key of sorted) keyed = insert(keyed, key, JSON.stringify(key));
        const position = (key: Parameters<typeof comparePrefix>[0]): number =>
          comparePrefix(key, bound) > 0 ? 0 : -1;
        expect(tree?.size ?? 0).toBe(sorted.length);
        expect(count(tree, position)).toBe(after.length);
        expect(collect(keyed, position, false, 3)).toEqual(
          after.slice(0, 3).map((key) => JSON.stringify(key)),
        );
        expect(collect(keyed, position, true, 3)).toEqual(
          after
            .reverse()
            .slice(0, 3)
            .map((key) => JSON.stringify(key)),
        );
        expect(tree?.height ?? 0).toBeLessThanOrEqual(1.45 * Math.log2(sorted.length + 2));
      }),
    );
  });
});

describe("compareScalars", () => {
  it("orders text by its UTF-8 bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareScalars(a, b))).toBe(expected);
      }),
    );
  });
});
