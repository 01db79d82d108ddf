/** Base64 against Node's own, which other engines do not have. */

import { Buffer } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";

test("base64 is as node writes it, and back", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString("base64");
      expect(encodeBase64(bytes)).toBe(text);
      expect(decodeBase64(text)).toEqual(bytes);
    }),
  );
});

test("what is not read as base64, node would not write", () => {
  fc.assert(
    fc.property(
      fc.base64String(),
      fc.nat(20),
      fc.constantFrom("A", "B", "=", "-", "\n", ""),
      (text, at, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        const isRead = decodeBase64(changed) !== undefined;
        expect(Buffer.from(changed, "base64").toString("base64") === changed).toBe(isRead);
      },
    ),
  );
});
