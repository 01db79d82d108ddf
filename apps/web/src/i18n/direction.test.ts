import { expect, it } from "vitest";
import { directionOf } from "./direction.ts";

it.each([
  ["en", "ltr"],
  ["it", "ltr"],
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["fa", "rtl"],
  ["ff-Adlm", "rtl"],
  ["az-Arab-IR", "rtl"],
  ["ar-Latn", "ltr"],
  ["", "ltr"],
])("%s is written %s", (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});
