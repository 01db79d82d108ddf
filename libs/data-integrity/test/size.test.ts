import { expect, test } from "vitest";
import { bundleSize } from "../../../scripts/bundle-size.test-support.ts";
import { SIZES } from "../bench/sizes.ts";

test.each(SIZES)("size of $name", async ({ module, budget, atMost = budget }) => {
  expect(await bundleSize(import.meta.dirname, module)).toBeLessThanOrEqual(atMost);
});
