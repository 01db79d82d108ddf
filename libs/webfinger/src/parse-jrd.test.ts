import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/webfinger/jrd.json" with { type: "json" };
import { filterRel, parseJrd, serializeJrd, WebFingerError } from "./index.ts";

describe("JRD", () => {
  test.each(vectors.valid)("$source", ({ text, jrd }) => {
    expect(parseJrd(text)).toEqual(jrd);
    expect(parseJrd(serializeJrd(parseJrd(text)))).toEqual(jrd);
  });

  test.each(vectors.invalid)("refuses: $source", ({ text, code }) => {
    expect(() => parseJrd(text)).toThrow(expect.objectContaining({ code }));
  });

  test("refuses more than 64 kB, and depth does not matter", () => {
    expect(() => parseJrd(`{"subject":"${"a".repeat(70_000)}"}`)).toThrow(
      expect.objectContaining({ code: "response_too_large", kind: "limit" }),
    );
    expect(() => parseJrd("[".repeat(60_000))).toThrow(expect.objectContaining({ code: "jrd_malformed" }));
    // Deeper than anybody nests, and within what every engine's JSON.parse can take.
    expect(parseJrd(`{"x":${"[".repeat(4_000)}${"]".repeat(4_000)}}`)).toEqual({});
  });

  test.each(vectors.filter)("filter: $source, $rels", ({ jrd, rels, links }) => {
    expect(filterRel(parseJrd(JSON.stringify(jrd)), rels).links).toEqual(links);
  });

  test("any JSON is parsed or refused with a code, and parsing is stable", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        try {
          const jrd = parseJrd(text);
          expect(parseJrd(serializeJrd(jrd))).toEqual(jrd);
        } catch (error) {
          expect(error).toBeInstanceOf(WebFingerError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
