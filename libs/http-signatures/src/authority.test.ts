import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/authorities.json" with { type: "json" };
import hosts from "../../../vectors/validation/host.json" with { type: "json" };
import { canonicalAuthority } from "./authority.ts";
import { requestTarget } from "./request.ts";

const [method, headers] = ["GET", {}];
const schemeOf = (text = "https"): "https" | "http" => (text === "http" ? "http" : "https");

describe("the authority of a request", () => {
  test.each(vectors.valid)("$text is $canonical", ({ text, canonical, scheme: given }) => {
    const scheme = schemeOf(given);
    expect(requestTarget({ method, headers, url: `${scheme}://${text}/inbox` }).authority).toBe(canonical);
    expect(requestTarget({ method, headers, host: text, path: "/", scheme }).authority).toBe(canonical);
    expect(canonicalAuthority(canonical, scheme)).toBe(canonical);
  });

  test.each(vectors.invalid)("$text is none: $source", ({ text, code }) => {
    const malformed = expect.objectContaining({ code, kind: "input" }) as Error;
    expect(() => requestTarget({ method, headers, host: text, path: "/" })).toThrow(malformed);
    if (/[/?#]/.test(text)) return;
    expect(() => requestTarget({ method, headers, url: `https://${text}/` })).toThrow(malformed);
  });
});

test("two spellings that are taken for one host are one host", () => {
  const spellings = hosts.valid.filter(({ scheme }) => scheme === undefined);
  for (const left of spellings) {
    for (const right of spellings) {
      const one = canonicalAuthority(left.input, "https");
      if (one === undefined || one !== canonicalAuthority(right.input, "https")) continue;
      expect(left.canonical).toBe(right.canonical);
    }
  }
});

test("any text has one form, which is its own, or none", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.domain(),
        fc.ipV6().map((ip) => `[${ip}]`),
      ),
      (text) => {
        const canonical = canonicalAuthority(text, "https");
        if (canonical !== undefined) expect(canonicalAuthority(canonical, "https")).toBe(canonical);
      },
    ),
  );
});
