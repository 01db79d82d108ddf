import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { vectors } from "../vector.test-support.ts";
import { canonicalize } from "./canonicalize.ts";

interface Case {
  readonly name: string;
  readonly json?: string;
  readonly depth?: number;
  readonly canonical: string;
  readonly code: string;
  readonly path?: string;
}
interface NumberCase {
  readonly ieee: string;
  readonly canonical: string;
  readonly code: string;
}
const { numbers, invalidNumbers, valid, invalid } = vectors("jcs") as {
  numbers: NumberCase[];
  invalidNumbers: NumberCase[];
  valid: Case[];
  invalid: Case[];
};

const double = (hex: string): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
};
const text = ({ json, depth = 0 }: Case): string => json ?? "[".repeat(depth) + "]".repeat(depth);

describe("vectors", () => {
  test.each(numbers)("$ieee is $canonical", ({ ieee, canonical }) => {
    expect(canonicalize(double(ieee))).toBe(canonical);
  });
  test.each(invalidNumbers)("$ieee is refused", ({ ieee, code }) => {
    expect(() => canonicalize(double(ieee))).toThrow(expect.objectContaining({ code }));
  });
  test.each(valid)("$name", (vector) => {
    expect(canonicalize(JSON.parse(text(vector)))).toBe(vector.canonical);
  });
  test.each(invalid)("$name is refused", (vector) => {
    const { code, path } = vector;
    const context: unknown = path === undefined ? expect.anything() : { path };
    expect(() => canonicalize(JSON.parse(text(vector)))).toThrow(expect.objectContaining({ code, context }));
  });
});

const notJson: [string, unknown][] = [
  ["undefined", undefined],
  ["a member that is undefined", { a: undefined }],
  ["a hole", Array(1)],
  ["a bigint", 1n],
  ["a function", () => 1],
  ["a symbol", Symbol("a")],
  ["a Date", new Date(0)],
  ["a Map", new Map()],
  [
    "an instance of a class",
    new (class Note {
      readonly id = 1;
    })(),
  ],
];
test.each(notJson)("%s is no JSON", (_, value) => {
  expect(() => canonicalize({ a: value })).toThrow(expect.objectContaining({ code: "json_invalid" }));
});

test("limits are the caller's to set, and end cycles", () => {
  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;
  expect(() => canonicalize(cycle)).toThrow(expect.objectContaining({ code: "json_too_deep" }));
  const large = { a: "x".repeat(1_048_576) };
  expect(() => canonicalize(large)).toThrow(
    expect.objectContaining({ code: "json_too_large", kind: "limit" }),
  );
  expect(canonicalize(large, { size: 2_000_000 })).toHaveLength(1_048_584);
  expect(canonicalize([[]], { depth: 2 })).toBe("[[]]");
  expect(() => canonicalize([[]], { depth: 1 })).toThrow(expect.objectContaining({ code: "json_too_deep" }));
  const many = Array.from({ length: 11 }, () => 1);
  expect(canonicalize(many, { size: 12 })).toHaveLength(23);
  expect(() => canonicalize(many, { size: 11 })).toThrow(expect.objectContaining({ code: "json_too_large" }));
});

const json = fc.jsonValue({ depthSize: "medium", stringUnit: "binary" }).map((value) => {
  const plain: unknown = JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto"));
  return plain;
});

/** The same value with all members in the reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

test("the order of members does not matter, and the canonical text is its own canonical text", () => {
  fc.assert(
    fc.property(json, (value) => {
      const canonical = canonicalize(value);
      expect(canonicalize(reversed(value))).toBe(canonical);
      expect(canonicalize(JSON.parse(canonical))).toBe(canonical);
      expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("nothing that anybody could pass ends in another error", () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
      (value) => {
        try {
          expect(typeof canonicalize(value)).toBe("string");
        } catch (error) {
          expect(error).toMatchObject({ name: "IntegrityError" });
        }
      },
    ),
  );
});
