import { boolean, integer, snowflake, text, type Column } from "@mastic/core";
import type { Scalar } from "@mastic/core/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeValue, encodeValue, endOfValue } from "./orderedKey.ts";

const values: readonly [string, Column<unknown>, fc.Arbitrary<Scalar>][] = [
  ["ids of 63 bits", snowflake(), fc.bigInt({ min: 0n, max: (1n << 63n) - 1n })],
  ["ids about where numbers end", snowflake(), fc.bigInt({ min: (1n << 53n) - 9n, max: (1n << 53n) + 9n })],
  ["whole numbers", integer(), fc.maxSafeInteger()],
  ["texts", text(), fc.string({ unit: "grapheme" }).filter((it) => !it.includes("\0"))],
  ["booleans", boolean(), fc.boolean()],
];

describe("a value in a key", () => {
  it.each(values)("is read as it was written, and stands in order: %s", (_, column, value) => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [a, b] = [encodeValue(one), encodeValue(other)];
        expect(decodeValue(column, a)).toBe(one);
        expect(endOfValue(column, `x${a}${b}`, 1)).toBe(1 + a.length);
        if (typeof one !== "string") expect(a < b).toBe(one < other);
      }),
    );
  });
});
