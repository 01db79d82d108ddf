import fc from "fast-check";
import { expect, it } from "vitest";
import { isDeeper, MAX_DEPTH, parseBounded } from "./json.ts";

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

it("parses what JSON.parse does", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      expect(parseBounded(text)).toEqual(JSON.parse(text));
    }),
  );
  expect(parseBounded('{"a":1}', (_, value: unknown) => (value === 1 ? 2 : value))).toEqual({ a: 2 });
  expect(() => parseBounded("[1")).toThrow(SyntaxError);
});

it("refuses one level more than it takes, closed or not", () => {
  expect(() => parseBounded(nested(MAX_DEPTH))).not.toThrow();
  expect(() => parseBounded(nested(MAX_DEPTH + 1))).toThrow("nested too deeply");
  expect(() => parseBounded("[".repeat(1_000_000))).toThrow("nested too deeply");
  expect(() => parseBounded('{"a":'.repeat(100_000))).toThrow("nested too deeply");
});

it("counts no brackets within strings, and those behind them", () => {
  const quoted = JSON.stringify(["[{".repeat(5_000), '\\"['.repeat(5_000), "\\"]);
  expect(parseBounded(quoted)).toHaveLength(3);
  expect(isDeeper(`["\\\\",${nested(5_000)}]`, MAX_DEPTH)).toBe(true);
  expect(isDeeper(`["\\"${nested(5_000)}`, MAX_DEPTH)).toBe(false);
});

it("says of any JSON how deep it is", () => {
  const depthOf = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  const text = fc.string({ unit: fc.constantFrom("[", "]", "{", "}", '"', "\\", "a") });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 9 }, text, fc.array(tie("tree"), { maxLength: 3 }), fc.dictionary(text, tie("tree"), { maxKeys: 2 })),
  })); // prettier-ignore
  fc.assert(
    fc.property(tree, (value) => {
      const json = JSON.stringify(value);
      const depth = depthOf(value);
      expect(isDeeper(json, depth)).toBe(false);
      if (depth > 0) expect(isDeeper(json, depth - 1)).toBe(true);
    }),
  );
});
