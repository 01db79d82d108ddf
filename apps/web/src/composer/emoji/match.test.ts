import { describe, expect, it } from "vitest";
import { matchEmoji } from "./match.ts";
import { loadEmoji } from "./table.ts";

const own = ["blobheart", "heart_eyes_cat_own"].map((shortcode) => ({
  shortcode,
  url: "https://a.example/1.png",
  static_url: "https://a.example/s.png",
}));
const english = await loadEmoji("en");
const italian = await loadEmoji("it");
const titles = (query: string, table = english): string[] =>
  matchEmoji(query, own, table, 6).map(({ title }) => title);

describe("in English", () => {
  it("puts an exact name first, then what begins like it, the node's own before others", () => {
    expect(titles("heart").slice(0, 2)).toEqual(["heart", "heart_eyes_cat_own"]);
    expect(matchEmoji("blobh", own, english, 6)).toEqual([
      { insert: ":blobheart:", title: "blobheart", name: "blobheart", picture: "https://a.example/s.png" },
    ]);
  });

  it("writes an emoji that every device has as itself", () => {
    expect(matchEmoji("TADA", [], english, 1)).toEqual([
      { insert: "🎉", title: "tada", name: "party popper", sign: "🎉" },
    ]);
  });
});

describe("in Italian", () => {
  it("knows Italian names and words, with accents or without, and the English ones", () => {
    expect(matchEmoji("cuore", [], italian, 1)).toEqual([
      { insert: "❤️", title: "cuore rosso", name: "cuore rosso", sign: "❤️" },
    ]);
    expect(titles("cuore_rosso", italian)[0]).toBe("cuore rosso");
    expect(matchEmoji("caffe", [], italian, 6).map(({ insert }) => insert)).toContain("☕");
    expect(matchEmoji("tada", [], italian, 1)[0]?.insert).toBe("🎉");
  });

  it("names every emoji", () => {
    expect(italian).toHaveLength(english.length);
    expect(
      italian.filter(({ name }, index) => name === "" || name === english[index]?.name).length,
    ).toBeLessThan(english.length / 5);
  });
});
