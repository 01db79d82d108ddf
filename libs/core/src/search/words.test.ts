import { describe, expect, it } from "vitest";
import { fold, LONGEST_WORD, runsOf, standsIn, unitsOf, wordsOf, wordsToFind } from "./words.ts";

const words = (text: string, most = 1_000): string[] => [...wordsOf(text, most)];
const find = (text: string): string[] => [...runsOf(text)].flatMap(wordsToFind);

describe("words of a text", () => {
  it("are what stands between blanks and signs, without case and accents, each once", () => {
    expect(words("The café, the CAFE: don't #Straße_2!")).toEqual(["the", "cafe", "don", "t", "straße", "2"]);
    expect(fold("ﬁ ４２ Ё й İ")).toBe("fi 42 е и i");
  });

  it("are pairs of characters where no space parts them, and Han characters", () => {
    expect(words("東京タワーへ")).toEqual(["東京", "東", "京タ", "京", "タワ", "ワー", "ーへ"]);
    expect(words("の")).toEqual(["の"]);
    expect(words("iPhoneが 欲しい")).toEqual(["iphone", "が", "欲し", "欲", "しい"]);
    expect(words("ｶﾞﾗｽ")).toEqual(["ガラ", "ラス"]);
    expect(words("ไทย")).toEqual(["ไท", "ทย"]);
    expect(words("한국어 좋아")).toEqual(["한국어", "좋아"]);
  });

  it("are all found by what is searched for them", () => {
    for (const text of ["東京", "東", "タワー", "Straße", "no1猫"]) {
      expect(words(`いま${text} です`)).toEqual(expect.arrayContaining(find(text)));
    }
    expect(find("東京都")).toEqual(["東京", "京都"]);
  });

  it("are bounded: so many, and each so long, never cut within a character", () => {
    expect(words("a b c d e f", 3)).toEqual(["a", "b", "c"]);
    expect(words("\u{1D7D8}".repeat(100))).toEqual(["0".repeat(LONGEST_WORD)]);
    const [deseret] = words("\u{10428}".repeat(100));
    expect(Array.from(deseret ?? "")).toHaveLength(LONGEST_WORD);
    expect(words("\ud800 \0 \u{1F600} ...")).toEqual([]);
  });
});

it("finds phrases one word after the other, in unspaced scripts one character after the other", () => {
  const units = unitsOf("One, two: three. 東京都に two");
  expect(units).toEqual(["one", "two", "three", "東", "京", "都", "に", "two"]);
  expect(standsIn(["two", "three"], units)).toBe(true);
  expect(standsIn(["one", "three"], units)).toBe(false);
  expect(standsIn(unitsOf("京都"), units)).toBe(true);
  expect(standsIn(unitsOf("都東"), units)).toBe(false);
  expect(standsIn(["two", "more"], units)).toBe(false);
  expect(standsIn(Array.from("aabaaa"), Array.from("aabaabaaab"))).toBe(true);
  expect(standsIn(Array.from("aaab"), Array.from("aabaabaaa"))).toBe(false);
});
