import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/snowflake/layouts.json" with { type: "json" };
import { parseSnowflake } from "./decimal.ts";
import { MASTODON_LAYOUT, readSnowflake, TWITTER_LAYOUT } from "./layout.ts";
import { EPOCH_MS, sequenceOfSnowflake, snowflakeAt, timeOfSnowflake } from "./snowflake.ts";

const layouts = { mastodon: MASTODON_LAYOUT, twitter: TWITTER_LAYOUT };

describe("ids of other layouts", () => {
  test.each(vectors.valid)("$id: $source", ({ layout, id, time, fields }) => {
    const parts = readSnowflake(
      parseSnowflake(id),
      layout === "mastodon" ? layouts.mastodon : layouts.twitter,
    );
    expect(new Date(parts.timeMs).toISOString()).toBe(time);
    expect(parts.fields).toEqual(fields);
  });

  test("ours, described as a layout, is read as by its own functions", () => {
    const ours = { epochMs: EPOCH_MS, fields: [["sequence", 16]] } as const;
    fc.assert(
      fc.property(fc.nat(), fc.nat(0xffff), (afterEpoch, sequence) => {
        const id = snowflakeAt(EPOCH_MS + afterEpoch, sequence);
        expect(readSnowflake(id, ours)).toEqual({
          timeMs: timeOfSnowflake(id),
          fields: { sequence: sequenceOfSnowflake(id) },
        });
      }),
    );
  });

  test.each([-1n, 2n ** 64n])("%d is no id", (id) => {
    expect(() => readSnowflake(id, TWITTER_LAYOUT)).toThrow(expect.objectContaining({ code: "too_large" }));
  });
});
