import { describe, expect, it } from "vitest";
import { rateLimitHeaders, rateLimiter } from "./rateLimiter.ts";

describe("rateLimiter", () => {
  let time = 1_000_000;
  const now = (): number => time;

  it("counts each key down, refuses beyond, and starts anew with the next window", () => {
    const limiter = rateLimiter({ limit: 2, windowSeconds: 100 }, { now });
    const states = [limiter.take("a"), limiter.take("a"), limiter.take("a"), limiter.take("b")];
    expect(states.map(({ isAllowed, remaining }) => [isAllowed, remaining])).toEqual([
      [true, 1],
      [true, 0],
      [false, 0],
      [true, 1],
    ]);
    expect(states[0]?.resetAt).toBe(1_100_000);
    time = 1_099_999;
    expect(limiter.take("a").isAllowed).toBe(false);
    time = 1_100_000;
    expect(limiter.take("a")).toMatchObject({ isAllowed: true, remaining: 1, resetAt: 1_200_000 });
  });

  it("remembers so many keys, and those that ask most to the last", () => {
    const limiter = rateLimiter({ limit: 1, windowSeconds: 100 }, { now, maxKeys: 3 });
    limiter.take("busy");
    for (let i = 0; i < 10; i++) {
      limiter.take(`stranger ${i}`);
      expect(limiter.take("busy").isAllowed).toBe(false);
    }
    expect(limiter.take("stranger 0").isAllowed).toBe(true);
  });

  it("speaks Mastodon's headers", () => {
    time = 1_000_000;
    const limiter = rateLimiter({ limit: 1, windowSeconds: 300 }, { now });
    expect(rateLimitHeaders(limiter.take("a"), time)).toEqual({
      "x-ratelimit-limit": "1",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "1970-01-01T00:20:00.000Z",
    });
    expect(rateLimitHeaders(limiter.take("a"), time)).toMatchObject({ "retry-after": "200" });
  });
});
