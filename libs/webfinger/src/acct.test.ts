import fc from "fast-check";
import { tryCanonicalHost } from "@mastic/validation";
import { installIdna } from "@mastic/validation/idna";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/webfinger/acct.json" with { type: "json" };
import { formatAcct, isSameAcct, parseAccount, parseAcct, setHostReader, WebFingerError } from "./index.ts";

installIdna();
setHostReader(tryCanonicalHost);

describe("acct: URIs", () => {
  test.each(vectors.valid)("$uri", (vector) => {
    const acct = parseAcct(vector.uri);
    expect(acct).toEqual({ user: vector.user, host: vector.host });
    expect(formatAcct(acct)).toBe(vector.formatted);
    expect(parseAcct(formatAcct(acct))).toEqual(acct);
  });

  test.each(vectors.invalid)("refuses $uri ($source)", ({ uri, code }) => {
    expect(() => parseAcct(uri)).toThrow(expect.objectContaining({ code }));
  });

  test("as people write them", () => {
    const acct = { user: "alice", host: "example.com" };
    for (const text of ["acct:alice@example.com", "@alice@example.com", "alice@EXAMPLE.com"]) {
      expect(parseAccount(text)).toEqual(acct);
    }
    expect(isSameAcct(acct, { user: "ALICE", host: "example.com" })).toBe(true);
    expect(isSameAcct(acct, { user: "alice", host: "example.org" })).toBe(false);
  });

  test("any text is parsed or refused with a code, and what is parsed survives being written", () => {
    const nearly = fc
      .tuple(fc.string({ unit: "binary" }), fc.string())
      .map(([user, host]) => `acct:${user}@${host}`);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          nearly,
          nearly.map((uri) => `${uri}.example`),
        ),
        (text) => {
          try {
            const acct = parseAccount(text);
            expect(parseAcct(formatAcct(acct))).toEqual(acct);
          } catch (error) {
            expect(error).toBeInstanceOf(WebFingerError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("names in any script make the round trip", () => {
    const user = fc.stringMatching(/^[\p{L}\p{N}_.\-!$&'()*+,;=~]{1,64}$/u);
    fc.assert(
      fc.property(user, fc.domain(), (name, host) => {
        const acct = { user: name, host: host.toLowerCase() };
        expect(parseAcct(formatAcct(acct))).toEqual(acct);
      }),
    );
  });
});
