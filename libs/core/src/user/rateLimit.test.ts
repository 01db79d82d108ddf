import fc from "fast-check";
import { expect, it } from "vitest";
import { slidingMinute } from "./rateLimit.ts";

const MINUTE = 60_000;

it("never lets more through than fit into any minute, and nothing less", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), pauses, (actions, waits) => {
      const limit = slidingMinute(actions);
      const taken: number[] = [];
      let now = 1_000_000;
      for (const wait of waits) {
        now += wait;
        const room = taken.filter((at) => at > now - MINUTE).length < actions;
        let allowed = true;
        try {
          limit.take(1n, now);
        } catch {
          allowed = false;
        }
        expect(allowed).toBe(room);
        if (allowed) taken.push(now);
      }
    }),
  );
});

it("counts each user alone, and says when to come back", () => {
  const limit = slidingMinute(1);
  limit.take(1n, 0);
  limit.take(2n, 0);
  expect(() => limit.take(1n, 45_000)).toThrow(
    expect.objectContaining({ code: "RateLimitExceeded", retryAfterMillis: 15_000 }),
  );
});

it("lets go of users who have been quiet, however many there are", () => {
  const limit = slidingMinute(1);
  for (let user = 0n; user < 10_001n; user += 1n) limit.take(user, 0);
  limit.take(20_000n, MINUTE);
  expect(() => limit.take(20_000n, MINUTE)).toThrow();
  limit.take(0n, MINUTE);
});
