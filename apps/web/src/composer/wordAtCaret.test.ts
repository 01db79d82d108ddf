import { expect, it } from "vitest";
import { wordAtCaret } from "./wordAtCaret.ts";

it.each([
  ["@al", "mention", "al", 0],
  ["Hello @bob@far.exa", "mention", "bob@far.exa", 6],
  ["(#se", "hashtag", "se", 1],
  ["See #città", "hashtag", "città", 4],
  ["So :smi", "emoji", "smi", 3],
  ["a\n@b", "mention", "b", 2],
] as const)("finds what is typed at the end of %s", (text, kind, query, start) => {
  expect(wordAtCaret(text, text.length)).toEqual({ kind, query, start, end: text.length });
});

it.each([
  "", "@", "#", ":", "mail@example", "at 10:30", "https://a.example/#top", "@al and", "so :D", "#a-b", "@bob@far@",
])("has nothing to complete in %j", (text) => {
  expect(wordAtCaret(text, text.length)).toBeUndefined();
}); // prettier-ignore

it("looks at the caret, not at the end", () => {
  expect(wordAtCaret("@al is here", 3)).toEqual({ kind: "mention", query: "al", start: 0, end: 3 });
  expect(wordAtCaret("@al is here", 6)).toBeUndefined();
});

it("does not take long for a long text without spaces", () => {
  expect(wordAtCaret("@".repeat(100_000), 100_000)).toBeUndefined();
});
