import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../../vectors/http-signatures/structured-fields.json" with { type: "json" };
import { SignatureError } from "../index.ts";
import type { Dictionary } from "./item.ts";
import { parseDictionary } from "./parse.ts";
import { serializeInnerList, serializeItem, serializeParameters } from "./serialize.ts";

function serialize(dictionary: Dictionary): string {
  return [...dictionary]
    .map(([key, member]) => {
      if (member.kind === "list") return `${key}=${serializeInnerList(member)}`;
      const flag = member.item.type === "boolean" && member.item.value;
      return flag ? key + serializeParameters(member.parameters) : `${key}=${serializeItem(member)}`;
    })
    .join(", ");
}

describe("structured dictionaries", () => {
  test.each(vectors.valid)("$text", ({ text, canonical }) => {
    const dictionary = parseDictionary(text, "signature_malformed");
    expect(serialize(dictionary)).toBe(canonical);
    expect(parseDictionary(canonical, "signature_malformed")).toEqual(dictionary);
  });

  test.each(vectors.invalid)("refuses $text", ({ text, code }) => {
    expect(() => parseDictionary(text, "signature_malformed")).toThrow(expect.objectContaining({ code }));
  });

  test("one text for each value, whatever was read", () => {
    const pieces = fc.constantFrom(
      "a",
      "b=",
      "1",
      "-2.5",
      '"x"',
      ":AA==:",
      "?0",
      "tok",
      "(",
      ")",
      ";c",
      ",",
      " ",
      "=",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        let dictionary;
        try {
          dictionary = parseDictionary(parts.join(""), "digest_malformed");
        } catch (error) {
          expect(error).toBeInstanceOf(SignatureError);
          return;
        }
        const canonical = serialize(dictionary);
        expect(parseDictionary(canonical, "digest_malformed")).toEqual(dictionary);
        expect(serialize(parseDictionary(canonical, "digest_malformed"))).toBe(canonical);
      }),
      { numRuns: 5000 },
    );
  });
});
