import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { scanText } from "./scan-text.ts";
import { installIdna } from "./idna.ts";

installIdna();

interface Vector {
  text: string;
  entities: Record<string, unknown>[];
  source: string;
}

const file = new URL("../../../vectors/validation/scan-text.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as { cases: Vector[] };

/** The entities as the vectors write them: spelling in place of offsets, and no undefined. */
function described(text: string): Record<string, unknown>[] {
  return scanText(text).map(({ start, end, ...rest }) =>
    Object.fromEntries([
      ["text", text.slice(start, end)],
      ...Object.entries(rest).filter(([, value]) => value !== undefined),
    ]),
  );
}

describe("scanText", () => {
  test.each(vectors.cases)("$text", ({ text, entities }) => {
    expect(described(text)).toEqual(entities);
  });

  test("offsets are UTF-16 and point at the spelling", () => {
    const text = "🦀 see https://a.example/ with @bob@b.example about #Rust";
    const spellings = scanText(text).map(({ start, end }) => text.slice(start, end));
    expect(spellings).toEqual(["https://a.example/", "@bob@b.example", "#Rust"]);
  });

  test("any text gives entities in order, inside the text, without overlap", () => {
    const pieces = fc.constantFrom(
      ..."@ # / : . - _ ( ) [ ] = h https:// HTTP:// a.example alice é 漢 🦀 \ud83e ＃ ' \" 1 :443 \n".split(
        " ",
      ),
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
      fc.string({ unit: "binary", maxLength: 200 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end } of scanText(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  test.each([
    ["http://", "http://"],
    ["@", "@"],
    ["@a", "@a"],
    ["@a@b", "@a@b"],
    ["@.", "@a....."],
    ["@-a@-", "@-a@-"],
    ["#", "#_"],
    ["h", "hhttp"],
    ["(", "http://a.example/("],
    ["((", "http://(((("],
    ["http://a.b/)", "https://a.b]"],
    ["..", "http://a.example/.........."],
    [":1", "@a@b.example:1:1"],
    ["e\u0301", "@\u0301#\u0301"],
  ])(
    "linear on repetitions of %j and %j",
    (a, b) => {
      for (const piece of [a, b]) {
        const time = (count: number): number => {
          const text = piece.repeat(count);
          const start = performance.now();
          scanText(text);
          return performance.now() - start;
        };
        time(2_000);
        // Quadratic work on this much takes minutes; linear work stays far below, on a busy machine too.
        expect(time(Math.ceil(1_200_000 / piece.length))).toBeLessThan(10_000);
      }
    },
    60_000,
  );
});
