import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextSnowflake, stateAfter, type SnowflakeState, type WhenExhausted } from "./next-snowflake.ts";
import { EPOCH_MS, MAX_TIME_MS, snowflakeAt, timeOfSnowflake, type Snowflake } from "./snowflake.ts";

/** Runs a generator over the readings of a clock. */
function generate(clock: readonly number[], whenExhausted?: WhenExhausted): Snowflake[] {
  let state: SnowflakeState | undefined;
  return clock.map((nowMs) => {
    const next = nextSnowflake(state, nowMs, whenExhausted);
    state = next.state;
    return next.id;
  });
}

const NOW = EPOCH_MS + 1_000;

describe("nextSnowflake", () => {
  test("counts within a millisecond, and starts anew in the next", () => {
    expect(generate([NOW, NOW, NOW, NOW + 1, NOW + 5])).toEqual([
      snowflakeAt(NOW, 0),
      snowflakeAt(NOW, 1),
      snowflakeAt(NOW, 2),
      snowflakeAt(NOW + 1, 0),
      snowflakeAt(NOW + 5, 0),
    ]);
  });

  test("keeps the time of the last id while the clock is behind", () => {
    expect(generate([NOW, NOW - 500, 0, NOW, NOW + 1])).toEqual([
      snowflakeAt(NOW, 0),
      snowflakeAt(NOW, 1),
      snowflakeAt(NOW, 2),
      snowflakeAt(NOW, 3),
      snowflakeAt(NOW + 1, 0),
    ]);
  });

  test("whatever the clock reads, every id is greater than the one before", () => {
    const readings = fc.integer({ min: -5, max: 5 }).map((step) => NOW + step);
    fc.assert(
      fc.property(fc.array(readings, { maxLength: 200 }), (clock) => {
        const ids = generate(clock);
        for (const [position, id] of ids.entries()) {
          const before = ids[position - 1];
          if (before !== undefined) expect(id > before).toBe(true);
        }
      }),
    );
  });

  test("refuses more than 65,536 ids in a millisecond, and goes on in the next", () => {
    const ids = generate(Array<number>(65_536).fill(NOW));
    expect(new Set(ids).size).toBe(65_536);
    const last = ids.at(-1);
    expect(last).toBe(snowflakeAt(NOW, 65_535));
    const state = last === undefined ? undefined : stateAfter(last);
    const refusal = { code: "sequence_exhausted", kind: "limit", timeMs: NOW };
    expect(() => nextSnowflake(state, NOW)).toThrow(expect.objectContaining(refusal));
    expect(() => nextSnowflake(state, NOW - 1)).toThrow(expect.objectContaining(refusal));
    expect(nextSnowflake(state, NOW + 1).id).toBe(snowflakeAt(NOW + 1, 0));
  });

  test("goes ahead of the clock when told to", () => {
    const ids = generate(Array<number>(65_536 + 3).fill(NOW), "advance");
    expect(ids.slice(-4)).toEqual([
      snowflakeAt(NOW, 65_535),
      snowflakeAt(NOW + 1, 0),
      snowflakeAt(NOW + 1, 1),
      snowflakeAt(NOW + 1, 2),
    ]);
  });

  test("runs out of time in the year 10945, not before", () => {
    const state = { timeMs: MAX_TIME_MS, sequence: 65_535 };
    expect(nextSnowflake(undefined, MAX_TIME_MS).id).toBe(snowflakeAt(MAX_TIME_MS, 0));
    expect(() => nextSnowflake(state, MAX_TIME_MS, "advance")).toThrow(
      expect.objectContaining({ code: "invalid_time" }),
    );
  });

  test.each([
    [EPOCH_MS - 1, "before_epoch"],
    [Number.NaN, "invalid_time"],
    [NOW + 0.5, "invalid_time"],
    [MAX_TIME_MS + 1, "invalid_time"],
  ])("refuses to start at %d", (nowMs, code) => {
    expect(() => nextSnowflake(undefined, nowMs)).toThrow(expect.objectContaining({ code }));
  });

  test("a stored id is state enough to go on from", () => {
    const [first, second] = generate([NOW, NOW]);
    expect(first !== undefined && nextSnowflake(stateAfter(first), NOW - 3).id).toBe(second);
    expect(first !== undefined && timeOfSnowflake(first)).toBe(NOW);
  });
});
