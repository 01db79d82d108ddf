/** Names and addresses against Node's own UTS #46 and URL, which other engines do not have. */

import fc from "fast-check";
import { domainToASCII } from "node:url";
import { describe, expect, test } from "vitest";
import { tryCanonicalHost } from "./host.ts";
import { installIdna } from "./idna.ts";
import { domainToAscii } from "./idna/domain.ts";
import { names } from "./idna/names.test-support.ts";

installIdna();

describe("domainToAscii", () => {
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

describe("canonicalHost", () => {
  // Node's own UTS #46 is the oracle: where both accept a name, it is the same name.
  test("agrees with UTS #46 on every character outside of the Han and Hangul blocks", () => {
    const disagreements: string[] = [];
    for (let codePoint = 0x21; codePoint < 0x1fb00; codePoint++) {
      if (codePoint === 0x3400) codePoint = 0xa000;
      if (codePoint === 0xac00) codePoint = 0xf900;
      const name = `a${String.fromCodePoint(codePoint)}b.example`;
      const theirs = domainToASCII(name);
      if (theirs === "") continue;
      const ours = tryCanonicalHost(name);
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
        const ours = tryCanonicalHost(name);
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
        expect(tryCanonicalHost(`[${text}]`)).toBe(url?.hostname);
      }),
      { numRuns: 2_000 },
    );
  });
});
