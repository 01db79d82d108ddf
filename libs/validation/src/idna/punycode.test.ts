import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readVectors } from "../../test/validator-contract.ts";
import { decodePunycode, encodePunycode } from "./punycode.ts";

const vectors = readVectors("punycode") as {
  valid: { unicode: string; punycode: string; source: string }[];
  invalid: { punycode: string; source: string }[];
};

describe("Punycode", () => {
  test.each(vectors.valid)("$punycode: $source", ({ unicode, punycode }) => {
    expect(encodePunycode(unicode)).toBe(punycode.replace(/[^-]*$/, (tail) => tail.toLowerCase()));
    expect(decodePunycode(punycode)).toBe(unicode);
  });

  test.each(vectors.invalid)("$punycode is refused: $source", ({ punycode }) => {
    expect(decodePunycode(punycode)).toBeUndefined();
  });

  test("reads no more than labels need", () => {
    expect(decodePunycode("h".repeat(2048))).toBeDefined();
    expect(decodePunycode("h".repeat(2049))).toBeUndefined();
  });

  test("decoding undoes encoding", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (label) => {
        expect(decodePunycode(encodePunycode(label))).toBe(label);
      }),
    );
  });

  test("any ASCII is decoded or refused, never a crash", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
        const label = decodePunycode(text);
        expect(label === undefined || typeof label === "string").toBe(true);
      }),
    );
  });
});
