import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { URL_MAX_LENGTH } from "./url-origin.ts";
import { HttpUrl, parseUrl, sameOrigin, tryParseUrl } from "./url.ts";
import { installIdna } from "./idna.ts";

installIdna();

interface Vectors {
  valid: { input: string; url: Record<string, unknown>; source: string }[];
  invalid: { input: string; code: string; index?: number; source: string }[];
}

const file = new URL("../../../vectors/validation/url.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;

describe("parseUrl", () => {
  test.each(vectors.valid)("$input", ({ input, url }) => {
    expect(parseUrl(input)).toMatchObject(url);
    expect(HttpUrl.parse(` ${input}\n`)).toBe(input);
  });

  test.each(vectors.invalid)("$input is refused", ({ input, code, index }) => {
    const refusal = { field: "url", code, ...(index === undefined ? {} : { index }) };
    expect(() => parseUrl(input)).toThrow(expect.objectContaining(refusal));
    expect(HttpUrl.is(input)).toBe(false);
  });

  test("refuses what is no string, and what is too long", () => {
    expect(() => parseUrl(new URL("https://a.example/"))).toThrow(
      expect.objectContaining({ code: "wrong_type" }),
    );
    const long = "https://a.example/".padEnd(URL_MAX_LENGTH, "a");
    expect(HttpUrl.is(long)).toBe(true);
    expect(() => parseUrl(`${long}a`)).toThrow(
      expect.objectContaining({ code: "too_long", kind: "limit", length: 2049, limit: 2048 }),
    );
    const longOnceEncoded = `https://a.example/${"漢".repeat(300)}`;
    expect(() => parseUrl(longOnceEncoded)).toThrow(
      expect.objectContaining({ code: "too_long", length: 18 + 9 * 300, limit: 2048 }),
    );
  });

  // Node's WHATWG parser is the oracle: what we accept, it accepts, and it reads the same URL.
  test("reads what it accepts as WHATWG does", () => {
    const pieces = fc.constantFrom(
      ..."https:// http:// HTTPS:// a.example A.EXAMPLE bücher.example xn--bcher-kva.example [::1] 127.0.0.1 :443 :80 :8080 : / // . .. /./ /../ %2e %2E%2e ? # & = @ ; , ! $ ' ( ) * + | ^ ` { } [ ] ~ _ - a Z 9 é 漢 🦀 %41 % \\ < \"".split(
        " ",
      ),
    );
    const built = fc
      .tuple(
        fc.constantFrom(
          "https://a.example",
          "http://B.example:80",
          "https://[::0]:8443",
          "https://bücher.example",
          "",
        ),
        fc.array(pieces, { maxLength: 10 }),
      )
      .map(([start, rest]) => start + rest.join(""));
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(built, fc.webUrl({ withFragments: true, withQueryParameters: true })), (input) => {
        const ours = tryParseUrl(input);
        if (ours === undefined) return;
        const theirs = new URL(input);
        // The one difference on purpose: we take the root's trailing dot off.
        if (theirs.hostname.endsWith(".")) return;
        accepted++;
        expect(ours.href).toBe(theirs.href);
        expect(ours.origin).toBe(theirs.origin);
        expect(ours.hostname).toBe(theirs.hostname);
        expect(ours.path).toBe(theirs.pathname);
        expect(parseUrl(ours.href)).toEqual(ours);
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});

describe("sameOrigin", () => {
  test.each([
    ["https://a.example/1", "HTTPS://A.example.:443/2?x", true],
    ["https://bücher.example/", "https://xn--bcher-kva.example/", true],
    ["https://a.example/", "http://a.example/", false],
    ["https://a.example/", "https://a.example:8443/", false],
    ["https://a.example/", "https://b.a.example/", false],
    ["did:key:z6Mk", "did:key:z6Mk", false],
    ["", "", false],
  ])("%s and %s: %s", (a, b, same) => {
    expect(sameOrigin(a, b)).toBe(same);
  });
});
