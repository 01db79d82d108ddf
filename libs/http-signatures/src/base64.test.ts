import { Buffer } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";

test("as node writes it, and back", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString("base64");
      expect(encodeBase64(bytes)).toBe(text);
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
      else expect(Buffer.from(text, "base64").toString("base64")).not.toBe(text);
    }),
    { numRuns: 5000 },
  );
});
