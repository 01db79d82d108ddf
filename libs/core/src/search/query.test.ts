import { describe, expect, it } from "vitest";
import { MOST_LOOKED_UP, MOST_TERMS, parseStatusQuery, type StatusQuery } from "./query.ts";

const day = Date.parse("2026-03-01T00:00:00Z");
const parse = (query: string): StatusQuery => parseStatusQuery(query, (address) => `<${address}>`);
const DAY = 24 * 3_600_000;

describe("a query", () => {
  it("asks the index for its words", () => {
    expect(parse("  Café -not cafe  AU+lait ")).toEqual({
      words: ["cafe", "au", "lait"],
      conditions: [{ isNegated: true, kind: "phrase", units: ["not"] }],
      scope: "all",
    });
    expect(parse("")).toEqual({ words: [], conditions: [], scope: "all" });
  });

  it("holds phrases against what the words find", () => {
    const phrase = { isNegated: false, kind: "phrase", units: ["good", "morning"] };
    expect(parse('"Good morning"')).toMatchObject({
      words: ["good", "morning"],
      conditions: [phrase],
    });
    expect(parse("“good morning”").conditions).toEqual([phrase]);
    expect(parse('"good')).toMatchObject({ words: ["good"], conditions: [] });
    expect(parse('-"good morning"')).toEqual({
      words: [],
      conditions: [{ ...phrase, isNegated: true }],
      scope: "all",
    });
    expect(parse("東京都 京都")).toEqual({
      words: ["東京", "京都"],
      conditions: [{ isNegated: false, kind: "phrase", units: ["東", "京", "都"] }],
      scope: "all",
    });
  });

  it("knows Mastodon's operators, in any case, and searches others as words", () => {
    const { words, conditions, scope } = parse(
      "from:@Bob@there.example -FROM:me has:media -is:reply is:sensitive language:DE in:library https://x.example foo:bar",
    );
    expect(scope).toBe("library");
    expect(words).toEqual(["https", "x", "example", "foo", "bar"]);
    expect(conditions).toEqual([
      { isNegated: false, kind: "from", address: "<@Bob@there.example>" },
      { isNegated: true, kind: "from", address: "<me>" },
      { isNegated: false, kind: "property", property: "media" },
      { isNegated: true, kind: "property", property: "reply" },
      { isNegated: false, kind: "property", property: "sensitive" },
      { isNegated: false, kind: "language", language: "de" },
    ]);
    expect(["in:all", "in:public", "-in:public", "-in:library", "in:nowhere"].map((it) => parse(it).scope)).toEqual(["all", "public", "library", "public", "all"]); // prettier-ignore
  });

  it("takes days for days of UTC: what was written before, after and during them", () => {
    const written = (query: string) => parse(query).conditions;
    expect(written("before:2026-03-01")).toEqual([
      { isNegated: false, kind: "written", from: -Infinity, until: day },
    ]);
    expect(written("after:2026-03-01")).toEqual([
      { isNegated: false, kind: "written", from: day + DAY, until: Infinity },
    ]);
    expect(written('-during:"2026-03-01"')).toEqual([
      { isNegated: true, kind: "written", from: day, until: day + DAY },
    ]);
    expect(parse("before:2026-99-01")).toEqual({
      words: ["before", "2026", "99", "01"],
      conditions: [],
      scope: "all",
    });
  });

  it("is bounded: so many terms, of which so many are looked up", () => {
    const many = Array.from({ length: 2 * MOST_TERMS }, (_, i) => `w${i}`);
    const { words, conditions } = parse(many.join(" "));
    expect(words).toEqual(many.slice(0, MOST_LOOKED_UP));
    expect(conditions).toEqual([
      { isNegated: false, kind: "words", words: many.slice(MOST_LOOKED_UP, MOST_TERMS) },
    ]);
    expect(parse(`${"a:".repeat(500)}${'"'.repeat(1_000)}`).words).toEqual(["a"]);
  });
});
