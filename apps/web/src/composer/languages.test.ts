import { expect, it } from "vitest";
import { languageChoices } from "./languages.ts";

it("names languages in the one of the app, in its order", () => {
  const choices = languageChoices("it", "");
  expect(choices).toContainEqual(["de", "tedesco"]);
  expect(choices).toEqual(languageChoices("it", "de"));
});

it.each([
  ["de-CH", "Swiss High German"],
  ["klingon language", "klingon language"],
  ["zh_CN", "zh_CN"],
  ["en-a", "en-a"],
  ["xx-1", "xx-1"],
  ["zh-cmn-Hans-CN", "zh-cmn-Hans-CN"],
])("offers one's own language too, if need be by its tag: %s", (own, name) => {
  expect(languageChoices("en", own)).toContainEqual([own, name]);
});
