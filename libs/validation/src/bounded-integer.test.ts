import { describe, expect, test } from "vitest";
import { FeaturedTagPosition, PinnedStatusPosition, ProfileFieldPosition } from "./bounded-integer.ts";

describe("positions", () => {
  test.each([
    [ProfileFieldPosition, 3],
    [FeaturedTagPosition, 3],
    [PinnedStatusPosition, 4],
  ])("$field", (position, last) => {
    expect(position.parse(0)).toBe(0);
    expect(position.parse(last)).toBe(last);
    for (const outside of [-1, last + 1]) {
      expect(() => position.parse(outside)).toThrow(
        expect.objectContaining({ code: "out_of_range", field: position.field, limit: last }),
      );
    }
    for (const other of [0.5, Number.NaN, Infinity, "1", null, undefined, 1n]) {
      expect(() => position.parse(other)).toThrow(expect.objectContaining({ code: "wrong_type" }));
    }
  });
});
