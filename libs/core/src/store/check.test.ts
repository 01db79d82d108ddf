import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStorableText, storableText } from "./check.ts";

describe("storableText", () => {
  it("puts U+FFFD for what some engine could not keep, and leaves the rest", () => {
    expect(storableText("a\0b\ud800c\udc00\u{1f600}")).toBe("a\ufffdb\ufffdc\ufffd\u{1f600}");
    expect(storableText("\udc00\ud800")).toBe("\ufffd\ufffd");
  });

  it("always gives text that can be kept: that survives UTF-8", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (text) => {
          const kept = storableText(text);
          expect(isStorableText(kept)).toBe(true);
          expect(Buffer.from(kept).toString()).toBe(kept);
          expect(kept).toHaveLength(text.length);
          expect(isStorableText(text)).toBe(kept === text);
        },
      ),
    );
  });
});
