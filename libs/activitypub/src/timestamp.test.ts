// Timestamps both ways.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ActivityPubError, formatTimestamp, parseTimestamp } from "./index.ts";

describe("parseTimestamp", () => {
  it.each([
    ["2026-11-21T08:30:00Z", "2026-11-21T08:30:00.000Z"],
    ["2026-11-21t08:30:00.125999z", "2026-11-21T08:30:00.125Z"],
    ["2026-11-21T08:30:00.1Z", "2026-11-21T08:30:00.100Z"],
    ["2026-11-21T10:30:00+02:00", "2026-11-21T08:30:00.000Z"],
    ["2026-11-21T03:00:00-0530", "2026-11-21T08:30:00.000Z"],
    ["2026-11-21 08:30Z", "2026-11-21T08:30:00.000Z"],
    ["2026-11-21T08:30:00", "2026-11-21T08:30:00.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2024-02-29T24:00:00Z", "2024-03-01T00:00:00.000Z"],
    ["2024-02-29T24:00:00+00:00", "2024-03-01T00:00:00.000Z"],
    ["2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.500Z"],
    ["0099-01-01T00:00:00Z", "0099-01-01T00:00:00.000Z"],
  ])("%s", (text, iso) => expect(parseTimestamp(text)).toBe(Date.parse(iso)));

  it.each(
    "2026-02-30T00:00:00Z 2026-13-01T00:00:00Z 2026-00-01T00:00:00Z 2026-01-01T25:00:00Z 2026-01-01T00:60:00Z 2026-01-01T24:00:01Z 2026-01-01T24:00:60Z 2026-01-01T12:30.5Z 2026-01-01 yesterday 0000-01-01T00:00:00Z 2026-01-01T00:00:00+24:00 +010000-01-01T00:00:00Z".split(
      " ",
    ),
  )("not %s", (text) => expect(parseTimestamp(text)).toBeNull());
});

describe("formatTimestamp", () => {
  it("drops milliseconds where there are none", () => {
    expect(formatTimestamp(0)).toBe("1970-01-01T00:00:00Z");
    expect(formatTimestamp(1)).toBe("1970-01-01T00:00:00.001Z");
  });

  it("is read back", () => {
    const instants = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseTimestamp(formatTimestamp(instant))).toBe(instant);
      }),
    );
  });

  it.each([Number.NaN, Infinity, 1e15, -1e15])("refuses %s", (value) => {
    expect(() => formatTimestamp(value, "$.published")).toThrow(ActivityPubError);
  });
});
