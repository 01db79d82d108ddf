import { describe, expect, test } from "vitest";
import { describeValidator } from "../test/validator-contract.ts";
import { boundedText } from "./bounded-text.ts";
import * as texts from "./field-texts.ts";

describeValidator("media-description", texts.MediaDescription);

describe("limits in Unicode scalar values", () => {
  test.each([
    [texts.MediaDescription, 1500],
    [texts.SpoilerText, 500],
    [texts.ReportReason, 1000],
    [texts.ProfileFieldName, 255],
    [texts.ProfileFieldValue, 255],
    [texts.DisplayName, 30],
    [texts.Bio, 500],
    [boundedText("poll option", 50), 50],
  ])("$field", (text, limit) => {
    const longest = "🦀".repeat(limit);
    expect(text.parse(` ${longest} `)).toBe(longest);
    expect(() => text.parse(`${longest}🦀`)).toThrow(
      expect.objectContaining({
        code: "too_long",
        kind: "limit",
        field: text.field,
        length: limit + 1,
        limit,
      }),
    );
    expect(() => text.parse(" ")).toThrow(expect.objectContaining({ code: "empty", kind: "input" }));
    expect(() => text.ensure(" padded")).toThrow(expect.objectContaining({ code: "not_canonical" }));
  });
});
