import { expect, it } from "vitest";
import { narrower } from "./audience.ts";

it.each([
  ["public", "private", "private"],
  ["direct", "public", "direct"],
  ["unlisted", "public", "unlisted"],
] as const)("of %s and %s the narrower is %s", (a, b, narrow) => {
  expect(narrower(a, b)).toBe(narrow);
});
