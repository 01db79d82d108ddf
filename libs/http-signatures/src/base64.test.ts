import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64, encodeLetters } from "./base64.ts";

/** As in an engine that has nothing for base64. */
const plainArray = (length: number) =>
  Object.defineProperty(new Uint8Array(length), "setFromBase64", { value: undefined });
/** More than what is always read letter by letter. */
const long = "A".repeat(88);

describe.each([
  ["as the engine does it", decodeBase64, encodeBase64],
  ["letter by letter", (text: string) => decodeBase64(text, plainArray), encodeLetters],
])("%s", (_, decode, encode) => {
  test("as node writes it, and back", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(encode(bytes)).toBe(text);
        expect(decode(text)).toEqual(bytes);
      }),
    );
  });

  test("every text that is read is the one that would be written", () => {
    const nearly = fc.array(fc.constantFrom("A", "B", "/", "+", "=", "-", "\u0141", "z", " ", "\n"), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom("", long), nearly, (start, letters) => {
        const text = start + letters.join("");
        const bytes = decode(text);
        if (bytes !== undefined) expect(encode(bytes)).toBe(text);
        else expect(Buffer.from(text, "base64").toString("base64")).not.toBe(text);
      }),
      { numRuns: 5000 },
    );
  });
});
