import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeValidator } from "../test/validator-contract.ts";
import { countScalarValues } from "./scalar-values.ts";
import { statusContent, StatusContent, statusLength } from "./status-content.ts";
import { installIdna } from "./idna.ts";

installIdna();

describeValidator("status-content", StatusContent);

describe("statusLength", () => {
  test.each([
    ["", 0],
    ["hello", 5],
    ["🦀é漢", 3],
    ["https://example.com/", 23],
    ["http://a.example", 23],
    ["see https://example.com/a_rather_long/path?with=query.", 4 + 23 + 1],
    ["@alice", 6],
    ["@bob@mastodon.social", 4],
    ["hi @bob@mastodon.social, and @alice", 3 + 4 + 6 + 6],
    ["@用户@例え.テスト", 3],
    ["bob@mastodon.social", 19],
    ["#hashtag", 8],
    ["https://a.example/@bob@b.example", 23],
  ])("%j is %i", (text, length) => {
    expect(statusLength(text)).toBe(length);
  });

  test("is the plain count where nothing is linked or mentioned", () => {
    const plain = fc.string({ unit: "grapheme" }).filter((text) => !/[@hH]/.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(statusLength(text)).toBe(countScalarValues(text));
      }),
    );
  });
});

describe("statusContent", () => {
  test("takes another limit", () => {
    expect(statusContent(5000).is("a".repeat(5000))).toBe(true);
    expect(statusContent(5000).is("a".repeat(5001))).toBe(false);
  });

  test("takes another count", () => {
    const plain = statusContent(20, countScalarValues);
    expect(plain.is("https://example.com/")).toBe(true);
    expect(plain.is("https://example.com/1")).toBe(false);
    expect(statusContent(23).is("https://example.com/1")).toBe(true);
  });
});
