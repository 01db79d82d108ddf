import { expect, it } from "vitest";
import { isolated } from "./isolated.ts";

it("isolates names that go another way than the sentence", () => {
  expect(isolated("Ada", "ltr")).toBe("Ada");
  expect(isolated("עדה 1", "ltr")).toBe("\u2068עדה 1\u2069");
  expect(isolated("Ada!", "rtl")).toBe("\u2068Ada!\u2069");
});

it("leaves nothing in a name that goes on behind it", () => {
  expect(isolated("\u202eadA", "ltr")).toBe("adA");
  expect(isolated("א\u2069\u202eב", "ltr")).toBe("\u2068אב\u2069");
});
