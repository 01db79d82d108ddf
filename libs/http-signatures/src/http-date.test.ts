import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/dates.json" with { type: "json" };
import { formatHttpDate, parseHttpDate } from "./index.ts";

describe("the Date header", () => {
  test.each(vectors.valid)("$text", ({ text, time }) => {
    expect(parseHttpDate(text)).toBe(time);
  });

  test.each(vectors.invalid)("refuses $text", ({ text }) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });

  test("every second from 1900 to 9999 makes the round trip", () => {
    const seconds = fc.integer({ min: Date.UTC(1900, 0) / 1000, max: Date.UTC(9999, 11) / 1000 });
    fc.assert(
      fc.property(seconds, (time) => {
        expect(parseHttpDate(formatHttpDate(time * 1000))).toBe(time * 1000);
      }),
    );
  });
});
