import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxSnowflakeAt, minSnowflakeAt } from "./page-bounds.ts";
import { EPOCH_MS, MAX_TIME_MS, snowflakeAt } from "./snowflake.ts";

describe("page bounds", () => {
  test("enclose the ids of their millisecond and no other", () => {
    const times = fc.integer({ min: EPOCH_MS + 1, max: MAX_TIME_MS - 1 });
    fc.assert(
      fc.property(times, fc.nat(0xffff), (timeMs, sequence) => {
        const id = snowflakeAt(timeMs, sequence);
        expect(minSnowflakeAt(timeMs) <= id && id <= maxSnowflakeAt(timeMs)).toBe(true);
        expect(maxSnowflakeAt(timeMs - 1) < id && id < minSnowflakeAt(timeMs + 1)).toBe(true);
      }),
    );
  });

  test("before the epoch: everything is newer, nothing is older", () => {
    for (const timeMs of [EPOCH_MS - 1, 0, -1, -Infinity]) {
      expect(minSnowflakeAt(timeMs)).toBe(0n);
    }
    expect(() => maxSnowflakeAt(EPOCH_MS - 1)).toThrow(expect.objectContaining({ code: "before_epoch" }));
  });

  test("a fraction belongs to its millisecond", () => {
    expect(minSnowflakeAt(EPOCH_MS + 1.9)).toBe(snowflakeAt(EPOCH_MS + 1, 0));
    expect(maxSnowflakeAt(EPOCH_MS + 1.9)).toBe(snowflakeAt(EPOCH_MS + 1, 65_535));
  });

  test.each([Number.NaN, Infinity, MAX_TIME_MS + 1])("no bounds at %d", (timeMs) => {
    for (const bound of [minSnowflakeAt, maxSnowflakeAt]) {
      expect(() => bound(timeMs)).toThrow(expect.objectContaining({ code: "invalid_time" }));
    }
  });
});
