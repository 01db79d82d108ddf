import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProfileFields } from "./profile-fields.ts";
import { ValidationError } from "./validation-error.ts";

const field = { name: "Pronouns", value: "they/them" };

describe("ProfileFields", () => {
  test("trims, and keeps order and nothing else", () => {
    const input = [{ name: " Site ", value: "https://alice.example\n", verified_at: null }, field];
    expect(ProfileFields.parse(input)).toEqual([{ name: "Site", value: "https://alice.example" }, field]);
    expect(ProfileFields.parse([])).toEqual([]);
    expect(ProfileFields.parse(Array(4).fill(field))).toHaveLength(4);
  });

  test.each([
    [Array(5).fill(field), { code: "too_many", kind: "limit", length: 5, limit: 4, path: [] }],
    [null, { code: "wrong_type", path: [] }],
    [{ 0: field }, { code: "wrong_type", path: [] }],
    [[field, null], { code: "wrong_type", path: [1] }],
    [[{ name: "a" }], { code: "wrong_type", path: [0] }],
    [[field, { name: " ", value: "b" }], { code: "empty", path: [1, "name"], field: "profile field name" }],
    [[{ name: "a", value: 1 }], { code: "wrong_type", path: [0, "value"], field: "profile field value" }],
    [
      [{ name: "a", value: "b".repeat(256) }],
      { code: "too_long", path: [0, "value"], length: 256, limit: 255 },
    ],
  ])("%j", (input, refusal) => {
    expect(() => ProfileFields.parse(input)).toThrow(expect.objectContaining(refusal));
    expect(ProfileFields["~standard"].validate(input).issues).toEqual([expect.objectContaining(refusal)]);
  });

  test("any value is parsed or refused", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        try {
          expect(Array.isArray(ProfileFields.parse(input))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ValidationError);
        }
      }),
    );
  });
});
