import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDateTime, parseDateTime } from "./date-time.ts";

const seconds = (text: string): number => Date.parse(text);

test("reads dateTimeStamp", () => {
  expect(parseDateTime("2023-02-24T23:36:38Z")).toBe(seconds("2023-02-24T23:36:38Z"));
  expect(parseDateTime("2023-02-24T23:36:38.9Z")).toBe(seconds("2023-02-24T23:36:38.900Z"));
  expect(parseDateTime("2023-02-24T23:36:38.123456789Z")).toBe(seconds("2023-02-24T23:36:38.123Z"));
  expect(parseDateTime("2023-02-24T23:36:38+05:30")).toBe(seconds("2023-02-24T18:06:38Z"));
  expect(parseDateTime("2023-02-24T23:36:38-14:00")).toBe(seconds("2023-02-25T13:36:38Z"));
  expect(parseDateTime("2024-02-29T00:00:00Z")).toBe(seconds("2024-02-29T00:00:00Z"));
  expect(parseDateTime("0001-01-01T00:00:00Z")).toBe(seconds("0001-01-01T00:00:00Z"));
});

test.each([
  "",
  "2023-02-24",
  "2023-02-24T23:36:38",
  "2023-02-24T23:36:38z",
  "2023-02-24 23:36:38Z",
  "2023-2-24T23:36:38Z",
  "2023-00-24T23:36:38Z",
  "2023-13-24T23:36:38Z",
  "2023-02-29T23:36:38Z",
  "1900-02-29T23:36:38Z",
  "2023-04-31T23:36:38Z",
  "2023-02-00T23:36:38Z",
  "2023-02-24T24:00:00Z",
  "2023-02-24T23:60:38Z",
  "2023-02-24T23:36:60Z",
  "2023-02-24T23:36:38.Z",
  "2023-02-24T23:36:38+14:01",
  "2023-02-24T23:36:38+05:60",
  "2023-02-24T23:36:38Z\n",
  `2023-02-24T23:36:38.${"0".repeat(100_000)}Z`,
])("refuses %j", (text) => {
  expect(parseDateTime(text)).toBeUndefined();
});

test("what is written can be read, and is whole seconds", () => {
  expect(formatDateTime(Date.UTC(2026, 10, 21, 8, 30, 0, 999))).toBe("2026-11-21T08:30:00Z");
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (millis) => {
      expect(parseDateTime(formatDateTime(millis) ?? "")).toBe(Math.floor(millis / 1000) * 1000);
    }),
  );
});

test("no time, no text", () => {
  for (const millis of [NaN, Infinity, -Infinity, -62_135_596_800_001, 253_402_300_800_000]) {
    expect(formatDateTime(millis)).toBeUndefined();
  }
});
