import { expect, test } from "vitest";
import { readmePairs } from "../../../scripts/bare-engine.test-support.ts";

test("the README's example runs without any ambient capability", async () => {
  const pairs = await readmePairs(import.meta.dirname);
  expect(pairs.length).toBeGreaterThan(4);
  for (const [actual, expected] of pairs) expect(actual).toEqual(expected);
});
