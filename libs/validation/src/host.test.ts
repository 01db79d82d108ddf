import fc from "fast-check";
import { readFileSync } from "node:fs";
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
});
