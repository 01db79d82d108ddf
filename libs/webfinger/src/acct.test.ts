import fc from "fast-check";
import { Acct, foldUserpart, tryCanonicalHost } from "@mastic/validation";
import { installIdna } from "@mastic/validation/idna";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/webfinger/acct.json" with { type: "json" };
import {
  formatAcct,
  isSameAcct,
  parseAccount,
  parseAcct,
  setHostReader,
  WebFingerError,
  webfingerRequest,
} from "./index.ts";

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

  test.each([
    ["J\u030c", "\u01f0"],
    ["E\u0301lodie", "\u00c9LODIE"],
    ["\u0130", "i\u0307"],
    ["\u03a3\u039f\u03a6\u039f\u03a3", "\u03c3\u03bf\u03c6\u03bf\u03c2"],
  ])("%s and %s are one user, as in the stored form of @mastic/validation", (left, right) => {
    const host = "b.example";
    expect(isSameAcct({ user: left, host }, { user: right, host })).toBe(true);
    expect(Acct.sanitize(`${left}@${host}`)).toBe(Acct.sanitize(`${right}@${host}`));
  });

  test("users are the same exactly when their stored forms are", () => {
    const users = fc.string({
      unit: fc.constantFrom(
        "J",
        "j",
        "\u030c",
        "\u01f0",
        "\u0130",
        "i",
        "I",
        "\u0307",
        "\u0323",
        "\u03a3",
        "\u0345",
        "a",
      ),
      minLength: 1,
    });
    const host = "b.example";
    fc.assert(
      fc.property(users, users, (left, right) => {
        expect(isSameAcct({ user: left, host }, { user: right, host })).toBe(
          foldUserpart(left) === foldUserpart(right),
        );
        expect(isSameAcct({ user: left, host }, { user: left.normalize("NFD"), host })).toBe(true);
      }),
    );
  });

  test("half a character is refused with a code where a URI is written", () => {
    const user = "\ud800";
    const host = "example.com";
    expect(() => formatAcct({ user, host })).toThrow(expect.objectContaining({ code: "acct_malformed" }));
    expect(() => webfingerRequest({ user, host })).toThrow(WebFingerError);
    expect(() => webfingerRequest("@a@example.com", { rels: ["self", user] })).toThrow(
      expect.objectContaining({ code: "query_malformed", kind: "input" }),
    );
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
