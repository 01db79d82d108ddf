import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergePages } from "./mergePages.ts";
import type { PageRequest, PageResult } from "./page.ts";

/** A page as `pageById` gives it, of rows of which some are left out, after `most` of them at most. */
function pageOf(
  rows: ReadonlySet<bigint>,
  hidden: ReadonlySet<bigint>,
  request: PageRequest,
  most: number,
): PageResult<bigint> {
  const forward = request.minId !== undefined;
  const walked = [...rows]
    .filter(
      (id) =>
        (request.maxId === undefined || id < request.maxId) &&
        (request.minId === undefined || id > request.minId),
    )
    .sort((a, b) => (a < b === forward ? -1 : 1));
  const seen: bigint[] = [];
  const items: bigint[] = [];
  for (const id of walked) {
    if (seen.length >= most || items.length >= request.limit) break;
    seen.push(id);
    if (!hidden.has(id)) items.push(id);
  }
  const [first, last] = [seen[0], seen.at(-1)];
  return {
    items: forward ? items.reverse() : items,
    newest: forward ? last : first,
    oldest: forward ? first : last,
    isEnd: seen.length === walked.length,
  };
}

const ids = fc.uniqueArray(fc.bigInt({ min: 1n, max: 60n }), { maxLength: 40 }).map((list) => new Set(list));

describe("mergePages", () => {
  it.each([
    ["back", false],
    ["forward", true],
  ])("walks %s over everything, once and in order", (_name, forward) => {
    fc.assert(
      fc.property(ids, ids, ids, fc.integer({ min: 1, max: 5 }), (one, other, hidden, limit) => {
        const expected = [...new Set([...one, ...other])].filter((id) => !hidden.has(id));
        expected.sort((a, b) => (a < b === forward ? -1 : 1));
        const found: bigint[] = [];
        let request: PageRequest = forward ? { limit, minId: 0n } : { limit };
        for (let pages = 0; pages < 200; pages += 1) {
          const merged = mergePages(
            [one, other].map((rows) => pageOf(rows, hidden, request, limit * 2)),
            request,
            (id) => id,
          );
          found.push(...(forward ? [...merged.items].reverse() : merged.items));
          const from = forward ? merged.newest : merged.oldest;
          if (merged.isEnd || from === undefined) break;
          request = forward ? { limit, minId: from } : { limit, maxId: from };
        }
        expect(found).toEqual(expected);
      }),
    );
  });
});
