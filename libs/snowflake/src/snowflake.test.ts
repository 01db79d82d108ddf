import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatSnowflake, parseSnowflake, tryParseSnowflake } from "./decimal.ts";
import {
  compareSnowflakes,
  ensureSnowflake,
  EPOCH_MS,
  isSnowflake,
  MAX_SEQUENCE,
  MAX_TIME_MS,
  sequenceOfSnowflake,
  snowflakeAt,
  timeOfSnowflake,
} from "./snowflake.ts";

interface Vectors {
  valid: { id: string; timeMs: number; sequence: number; source: string }[];
  invalid: { input: unknown; code: string; source: string }[];
}

const file = new URL("../../../vectors/snowflake/snowflake.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;
const ids = fc.bigInt(0n, 2n ** 64n - 1n).map(ensureSnowflake);

describe("layout", () => {
  test.each(vectors.valid)("$id: $source", ({ id, timeMs, sequence }) => {
    const snowflake = parseSnowflake(id);
    expect(timeOfSnowflake(snowflake)).toBe(timeMs);
    expect(sequenceOfSnowflake(snowflake)).toBe(sequence);
    expect(snowflakeAt(timeMs, sequence)).toBe(snowflake);
    expect(formatSnowflake(snowflake)).toBe(id);
  });

  test("the epoch is 2026-01-01T00:00:00Z", () => {
    expect(EPOCH_MS).toBe(Date.UTC(2026, 0, 1));
  });

  test("an id is put together from its time and sequence, and orders by them", () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        expect(snowflakeAt(timeOfSnowflake(a), sequenceOfSnowflake(a))).toBe(a);
        const byParts =
          timeOfSnowflake(a) - timeOfSnowflake(b) || sequenceOfSnowflake(a) - sequenceOfSnowflake(b);
        expect(compareSnowflakes(a, b)).toBe(Math.sign(byParts));
        expect(compareSnowflakes(a, a)).toBe(0);
      }),
    );
  });

  test.each([
    [EPOCH_MS - 1, 0, "before_epoch"],
    [0, 0, "before_epoch"],
    [MAX_TIME_MS + 1, 0, "invalid_time"],
    [EPOCH_MS + 0.5, 0, "invalid_time"],
    [Number.NaN, 0, "invalid_time"],
    [Infinity, 0, "invalid_time"],
    [EPOCH_MS, -1, "invalid_sequence"],
    [EPOCH_MS, MAX_SEQUENCE + 1, "invalid_sequence"],
    [EPOCH_MS, 0.5, "invalid_sequence"],
  ])("no id at %d with sequence %d", (timeMs, sequence, code) => {
    expect(() => snowflakeAt(timeMs, sequence)).toThrow(
      expect.objectContaining({ name: "SnowflakeError", code, timeMs }),
    );
  });

  test("ensureSnowflake takes 64 bits without sign", () => {
    expect(isSnowflake(0n) && isSnowflake(2n ** 64n - 1n)).toBe(true);
    for (const other of [-1n, 2n ** 64n]) {
      expect(isSnowflake(other)).toBe(false);
      expect(() => ensureSnowflake(other)).toThrow(expect.objectContaining({ code: "too_large" }));
    }
    expect(() => ensureSnowflake(1)).toThrow(expect.objectContaining({ code: "wrong_type" }));
  });
});

describe("decimal strings", () => {
  test.each(vectors.invalid)("$input is refused: $source", ({ input, code }) => {
    expect(() => parseSnowflake(input)).toThrow(
      expect.objectContaining({ name: "SnowflakeError", code, kind: "input" }),
    );
    expect(tryParseSnowflake(input)).toBeUndefined();
  });

  test("parsing undoes formatting, and only one string spells an id", () => {
    fc.assert(fc.property(ids, (id) => parseSnowflake(formatSnowflake(id)) === id));
    fc.assert(
      fc.property(fc.stringMatching(/^[ +-]?[0-9]{1,22}\.?$/), (text) => {
        const id = tryParseSnowflake(text);
        if (id !== undefined) expect(formatSnowflake(id)).toBe(text);
      }),
    );
  });

  test("a megabyte of digits is refused at once", () => {
    expect(() => parseSnowflake("9".repeat(1_000_000))).toThrow(
      expect.objectContaining({ code: "too_large" }),
    );
  });
});
