/** When an effect that has failed is tried again: soon at first, then ever more rarely. */

import type { Millis } from "@mastic/core";

const STEPS: readonly Millis[] = [
  5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000,
];
/** After so many attempts, about three days after the first, an effect is given up. */
export const ATTEMPTS = 20;

/** @param attempts how many have failed, this one included: 1 or more */
export function delayAfter(attempts: number): Millis {
  return STEPS[Math.min(attempts, STEPS.length) - 1] ?? 5_000;
}
