import fc from "fast-check";
import { readFileSync } from "node:fs";
import { domainToASCII } from "node:url";
import { describe, expect, test } from "vitest";
import { canonicalHost, Host } from "./host.ts";
import { installIdna } from "./idna.ts";
import { ValidationError } from "./validation-error.ts";

installIdna();

interface Vectors {
  valid: { input: string; canonical: string; scheme?: "http" | "https"; source: string }[];
  invalid: { input: string; code: string; source: string }[];
}

const file = new URL("../../../vectors/validation/host.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;

/** The canonical host, or undefined when it is refused with our own error. */
function tryHost(input: string): string | undefined {
  try {
    return canonicalHost(input);
  } catch (error) {
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
}

describe("canonicalHost", () => {
  test.each(vectors.valid)("$input is $canonical", ({ input, canonical, scheme }) => {
    expect(canonicalHost(input, scheme)).toBe(canonical);
    if (scheme !== "http") expect(Host.is(canonical)).toBe(true);
  });

  test.each(vectors.invalid)("$input is refused", ({ input, code }) => {
    expect(() => canonicalHost(input)).toThrow(expect.objectContaining({ field: "host", code }));
    expect(Host.is(input)).toBe(false);
  });

  test("is idempotent, and never crashes", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((ip) => `[${ip}]`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const host = tryHost(text);
        if (host !== undefined) expect(canonicalHost(host)).toBe(host);
      }),
    );
  });

  // Node's own UTS #46 is the oracle: where both accept a name, it is the same name.
  test("agrees with UTS #46 on every character outside of the Han and Hangul blocks", () => {
    const disagreements: string[] = [];
    for (let codePoint = 0x21; codePoint < 0x1fb00; codePoint++) {
      if (codePoint === 0x3400) codePoint = 0xa000;
      if (codePoint === 0xac00) codePoint = 0xf900;
      const name = `a${String.fromCodePoint(codePoint)}b.example`;
      const theirs = domainToASCII(name);
      if (theirs === "") continue;
      const ours = tryHost(name);
      if (ours !== undefined && ours !== theirs) disagreements.push(codePoint.toString(16));
    }
    expect(disagreements).toEqual([]);
  }, 30_000);

  test("agrees with UTS #46 on generated names", () => {
    const letters = fc.constantFrom(
      ...Array.from("aZ0-_.ßẞςΣσİıſKÅé\u0301\u0308漢ꩰ日本。．ａＢ가ᄀ\u1161ꝺǅΐ🦀\u200d\u00ad"),
    );
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 12 }), (parts) => {
        const name = `${parts.join("")}.example`;
        const ours = tryHost(name);
        const theirs = domainToASCII(name);
        if (ours !== undefined && theirs !== "") expect(ours).toBe(theirs);
      }),
      { numRuns: 2_000 },
    );
  });

  test("reads IPv6 addresses as a browser does", () => {
    const groups = fc.constantFrom(
      "0",
      "1",
      "00",
      "abcd",
      "A",
      "12345",
      "g",
      "",
      ":",
      "1.2.3.4",
      "256.1.1.1",
    );
    const texts = fc.oneof(
      fc.ipV6(),
      fc.array(groups, { maxLength: 10 }).map((parts) => parts.join(":")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const url = URL.parse(`https://[${text}]/`);
        expect(tryHost(`[${text}]`)).toBe(url?.hostname);
      }),
      { numRuns: 2_000 },
    );
  });
});
