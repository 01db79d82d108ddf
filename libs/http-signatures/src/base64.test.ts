import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";

/** As in an engine that has nothing for base64. */
function inPlainEngine(bytes: Uint8Array): Uint8Array {
  return Object.defineProperty(bytes.slice(), "toBase64", { value: undefined });
}

/** RFC 4648 section 4, with the bits that stand for nothing being zero (section 3.5). */
const CANONICAL = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

test.each([
  ["", ""],
  ["f", "Zg=="],
  ["fo", "Zm8="],
  ["foo", "Zm9v"],
  ["foob", "Zm9vYg=="],
  ["fooba", "Zm9vYmE="],
  ["foobar", "Zm9vYmFy"],
  ["\u00fb\u00ef\u00ff", "w7vDr8O/"],
  ["\u07fe\u07ff", "377fvw=="],
  ["a>~", "YT5+"],
])("RFC 4648 section 10, and its last two letters: %j is %s", (text, base64) => {
  const bytes = new TextEncoder().encode(text);
  expect(encodeBase64(bytes)).toBe(base64);
  expect(decodeBase64(base64)).toEqual(bytes);
});

test("what is written is canonical, and read as what it was", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = encodeBase64(bytes);
      expect(encodeBase64(inPlainEngine(bytes))).toBe(text);
      expect(text).toMatch(CANONICAL);
      expect(decodeBase64(text)).toEqual(bytes);
    }),
  );
});

test("every text that is read is the one that would be written", () => {
  const nearly = fc.array(fc.constantFrom("A", "B", "/", "+", "=", "-", "\u0141", "z", " ", "\n"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(nearly, (letters) => {
      const text = letters.join("");
      const bytes = decodeBase64(text);
      expect(decodeBase64(`=${text}=`, undefined, 1, text.length + 1)).toEqual(bytes);
      if (bytes !== undefined) expect(encodeBase64(bytes)).toBe(text);
      else expect(text).not.toMatch(CANONICAL);
    }),
    { numRuns: 5000 },
  );
});
