import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveryBackOff, nextAttemptAt } from "./backOff.ts";

const HOUR = 3_600_000;

describe("nextAttemptAt", () => {
  it("doubles the bound of the delay, up to six hours", () => {
    const delays = [0, 1, 2, 9, 10, 30].map(
      (attempts) => nextAttemptAt(deliveryBackOff, { createdAt: 0, attempts }, 0, 0.5) ?? 0,
    );
    expect(delays).toEqual([15_000, 30_000, 60_000, 7_680_000, 3 * HOUR, 3 * HOUR]);
  });

  it("spreads attempts over the whole delay, yet never comes at once", () => {
    const at = (random: number): number | undefined =>
      nextAttemptAt(deliveryBackOff, { createdAt: 0, attempts: 5 }, 1_000, random);
    expect([at(0), at(0.999_999)]).toEqual([6_000, 1_000 + 959_999]);
  });

  it("honours Retry-After where that is later", () => {
    expect(nextAttemptAt(deliveryBackOff, { createdAt: 0, attempts: 0 }, 0, 0.9, HOUR)).toBe(HOUR);
    expect(nextAttemptAt(deliveryBackOff, { createdAt: 0, attempts: 0 }, 0, 0.9, 1)).toBe(27_000);
  });

  it("makes the last attempt at the end of the two days, and none after it", () => {
    const end = 48 * HOUR;
    expect(nextAttemptAt(deliveryBackOff, { createdAt: 0, attempts: 15 }, end - 1, 0.9)).toBe(end);
    expect(nextAttemptAt(deliveryBackOff, { createdAt: 0, attempts: 16 }, end, 0.9)).toBeUndefined();
  });

  it("ends for every peer that never answers", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (randoms) => {
        let now: number | undefined = 0;
        let attempts = 0;
        let last = 0;
        for (const random of randoms) {
          last = now;
          now = nextAttemptAt(deliveryBackOff, { createdAt: 0, attempts }, now, random);
          if (now === undefined) break;
          attempts += 1;
          expect(attempts).toBeLessThan(36_000);
        }
        expect(last).toBe(48 * HOUR);
      }),
      { numRuns: 20 },
    );
  });
});
