import { expect, it } from "vitest";
import { matchEmoji } from "./useSuggestions.ts";

const own = [
  { shortcode: "blobheart", url: "https://a.example/1.png", static_url: "https://a.example/s.png" },
];

it("puts what begins like the query before what merely has it within, and the node's own first", () => {
  const titles = matchEmoji("heart", own).map(({ title }) => title);
  expect(titles[0]).toBe("hearts_face");
  expect(titles).toContain("heart");
  expect(matchEmoji("blobh", own)).toEqual([
    { insert: ":blobheart:", title: "blobheart", picture: "https://a.example/s.png" },
  ]);
});

it("writes an emoji that every device has as itself", () => {
  expect(matchEmoji("TADA", [])).toEqual([{ insert: "🎉", title: "tada", sign: "🎉" }]);
});
