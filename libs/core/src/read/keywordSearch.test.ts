import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeywordSearch, type Keyword } from "./keywordSearch.ts";

const word = /[\p{L}\p{M}\p{N}_]/u;

/** The rule itself: at each place of the text, with the characters beside it. */
function stands(text: string, { keyword, wholeWord }: Keyword): boolean {
  const characters = Array.from(text.toLowerCase());
  const wanted = Array.from(keyword.toLowerCase());
  return characters.some((_, at) => {
    if (!wanted.every((character, i) => characters[at + i] === character)) return false;
    if (!wholeWord) return true;
    const joined = (a = "", b = ""): boolean => word.test(a) && word.test(b);
    const end = at + wanted.length;
    return !joined(characters[at - 1], wanted[0]) && !joined(wanted.at(-1), characters[end]);
  });
}

describe("a search for keywords", () => {
  it("finds those that stand in the text, and no others", () => {
    const letters = fc.constantFrom("a", "A", "b", " ", "#", "_", "\u{301}", "\u{1f375}", "\u{10400}");
    const text = (maxLength: number): fc.Arbitrary<string> =>
      fc.array(letters, { minLength: 1, maxLength }).map((found) => found.join(""));
    const keywords = fc.array(fc.record({ keyword: text(4), wholeWord: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(keywords, text(24), (wanted, within) => {
        const found = new KeywordSearch(wanted).find(within);
        expect(new Set(found)).toEqual(new Set(wanted.filter((it) => stands(within, it))));
        expect(found).toHaveLength(new Set(found).size);
      }),
      { numRuns: 500 },
    );
  });

  it.each([true, false])("takes a few steps for each character, however many keywords there are (whole word: %s)", (wholeWord) => {
    const text = `${"a".repeat(10_000)} ${"a b ".repeat(1_000)}`;
    const wanted = Array.from({ length: 190 }, (_, n) => ({ keyword: "a".repeat(n + 1), wholeWord }));
    const search = new KeywordSearch(wanted);
    search.find(text);
    // Words are marked on both sides; each character costs one step down at most, and one back.
    expect(search.steps).toBeLessThan(2 * 2 * text.length);
    expect(search.steps).toBeGreaterThan(text.length);
  }); // prettier-ignore
});
