import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Walk } from "../read/walk.ts";
import { Budget, intersection, postings, union, walkPostings, type Stretch } from "./postings.ts";

/** A walk over ids that are given ascending. */
function walkOf(ids: readonly bigint[]): Walk<bigint> {
  return async ({ after, before, forward, limit }) => {
    const within = ids.filter(
      (id) => (after === undefined || id > after) && (before === undefined || id < before),
    );
    const rows = forward ? within : within.reverse();
    return { rows: rows.slice(0, limit), isEnd: rows.length <= limit };
  };
}

async function all(lists: bigint[][][], stretch: Stretch, page: number, budget = new Budget(Infinity)) {
  const found = intersection(
    lists.map((each) =>
      union(
        each.map((ids) => postings(walkOf(ids), stretch, budget)),
        stretch.forward,
      ),
    ),
  );
  const walk = walkPostings(found, stretch);
  const ids: bigint[] = [];
  for (let { after, before } = stretch; ;) {
    const { rows, isEnd } = await walk({ after, before, forward: stretch.forward, limit: page });
    ids.push(...rows);
    if (isEnd) return ids;
    if (stretch.forward) after = rows.at(-1);
    else before = rows.at(-1);
  }
}

const list = fc
  .uniqueArray(fc.bigInt(0n, 300n), { maxLength: 150 })
  .map((ids) => ids.sort((a, b) => (a < b ? -1 : 1)));
const bound = fc.option(fc.bigInt(0n, 300n), { nil: undefined });

describe("lists of ids", () => {
  it("give what they have in common, in both directions, within any bounds", async () => {
    const lists = fc.array(fc.array(list, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        lists,
        bound,
        bound,
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        async (lists, after, before, forward, page) => {
          const expected = Array.from({ length: 301 }, (_, id) => BigInt(id)).filter(
            (id) =>
              (after === undefined || id > after) &&
              (before === undefined || id < before) &&
              lists.every((each) => each.some((ids) => ids.includes(id))),
          );
          const found = await all(lists, { after, before, forward }, page);
          expect(found).toEqual(forward ? expected : expected.reverse());
        },
      ),
      { numRuns: 200 },
    );
  });

  it("end when nothing more may be read", async () => {
    const ids = Array.from({ length: 1_000 }, (_, i) => BigInt(i));
    expect(
      await all([[ids]], { after: undefined, before: undefined, forward: true }, 10, new Budget(3)),
    ).toHaveLength(120);
  });
});
