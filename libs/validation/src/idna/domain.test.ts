import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readVectors } from "../../test/validator-contract.ts";
import { domainToAscii, domainToUnicode } from "./domain.ts";

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
  const scripts = fc.constantFrom(
    ...Array.from(
      "aZ0-_.\u00df\u1e9e\u03c2\u03a3\u0130\u0131\u00c5\u0301\u0308\u6f22\uaa70\u3002\uff0e\uac00\u1100\u1161",
    ),
    ...Array.from(
      "\u05d0\u0627\u0660\u06f0\u0661\u0915\u094d\u200c\u200d\u00ad\u13a0\u{1f980}\u0345\u03b1\u2260\u2488",
    ),
  );
  const names = fc.array(scripts, { maxLength: 16 }).map((parts) => parts.join(""));

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

  // Node's own is the oracle: what we accept it accepts too, as the same name. (It does not check the Bidi rule.)
  test("what is accepted is what a browser would ask for", () => {
    fc.assert(
      fc.property(names, (name) => {
        const ascii = domainToAscii(name, { std3: false, hyphens: false });
        const theirs = domainToASCII(`${name}.example`).slice(0, -".example".length);
        if (ascii !== undefined && !ascii.endsWith("-") && !ascii.startsWith("-")) expect(ascii).toBe(theirs);
      }),
      { numRuns: 3_000 },
    );
  });
});
