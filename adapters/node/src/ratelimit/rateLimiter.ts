/**
 * Limits how often somebody may ask, in fixed windows kept in memory, and says so in Mastodon's headers
 * (docs.joinmastodon.org/api/rate-limits).
 */

import type { Quota } from "../config/rateLimits.ts";

export interface RateLimitState {
  readonly isAllowed: boolean;
  readonly limit: number;
  /** Requests left in this window. */
  readonly remaining: number;
  /** When the window ends: ms since the Unix epoch. */
  readonly resetAt: number;
}

export interface RateLimiter {
  /** Counts one request of `key`: an account, or an address as `addressKey` gives it. */
  take(key: string): RateLimitState;
}

export interface RateLimiterOptions {
  readonly now?: () => number;
  /** How many keys are counted at the same time; 100,000 when left out. */
  readonly maxKeys?: number;
}

export function rateLimiter(
  { limit, windowSeconds }: Quota,
  { now = Date.now, maxKeys = 100_000 }: RateLimiterOptions = {},
): RateLimiter {
  const windowMillis = windowSeconds * 1_000;
  let windowStart = 0;
  const counts = new Map<string, number>();

  return {
    take(key) {
      const time = now();
      // All keys share the windows of the clock, as Mastodon's do: a new window starts with an empty table.
      const start = time - (time % windowMillis);
      if (start !== windowStart) counts.clear();
      windowStart = start;
      const count = (counts.get(key) ?? 0) + 1;
      // Oldest first: whoever asks again moves to the end, so that a flood of new keys pushes out those that are quiet.
      counts.delete(key);
      if (counts.size >= maxKeys) {
        const [oldest] = counts.keys();
        if (oldest !== undefined) counts.delete(oldest);
      }
      counts.set(key, Math.min(count, limit + 1));
      return {
        isAllowed: count <= limit,
        limit,
        remaining: Math.max(0, limit - count),
        resetAt: start + windowMillis,
      };
    },
  };
}

/** X-RateLimit-Limit, -Remaining and -Reset; with Retry-After (RFC 9110 section 10.2.3) when the limit is reached. */
export function rateLimitHeaders(state: RateLimitState, now: number): Record<string, string> {
  return {
    "x-ratelimit-limit": String(state.limit),
    "x-ratelimit-remaining": String(state.remaining),
    "x-ratelimit-reset": new Date(state.resetAt).toISOString(),
    ...(state.isAllowed
      ? {}
      : { "retry-after": String(Math.max(1, Math.ceil((state.resetAt - now) / 1_000))) }),
  };
}
