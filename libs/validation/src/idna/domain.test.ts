import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readVectors } from "../../test/validator-contract.ts";
import { domainToAscii, domainToUnicode } from "./domain.ts";
import { names } from "./names.test-support.ts";

interface Case {
  readonly input: string;
  readonly ascii?: string;
  readonly unicode?: string;
}

const vectors = readVectors("idna-test-v2") as {
  readonly valid: readonly Case[];
  readonly invalid: readonly Case[];
};

describe("IdnaTestV2", () => {
  // Thousands of cases: one test says which of them fail.
  test("every valid name", () => {
    expect(vectors.valid.length).toBeGreaterThan(500);
    const wrong = vectors.valid.filter(({ input, ascii }) => domainToAscii(input) !== ascii);
    expect(wrong).toEqual([]);
  });

  test("every invalid name", () => {
    expect(vectors.invalid.length).toBeGreaterThan(5000);
    const wrong = vectors.invalid.filter(({ input }) => domainToAscii(input) !== undefined);
    expect(wrong).toEqual([]);
  });

  test("ToUnicode of both", () => {
    const cases = [...vectors.valid, ...vectors.invalid];
    const wrong = cases.filter(({ input, unicode }) => domainToUnicode(input) !== unicode);
    expect(wrong).toEqual([]);
  });
});

describe("generated names", () => {
  test("ToASCII of ToASCII, and of ToUnicode, is itself", () => {
    fc.assert(
      fc.property(fc.oneof(names, fc.string({ unit: "binary" }), fc.domain()), (name) => {
        const ascii = domainToAscii(name);
        if (ascii === undefined) return;
        expect(domainToAscii(ascii)).toBe(ascii);
        expect(domainToAscii(domainToUnicode(ascii) ?? "")).toBe(ascii);
      }),
      { numRuns: 1_000 },
    );
  });
});
