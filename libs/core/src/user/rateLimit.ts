/** UC19: at most so many mutating actions in any minute, in memory: a restart forgets them, as the specification has it. */

import type { RateLimit } from "../context.ts";
import { CoreError } from "../error.ts";
import type { Millis, Owner } from "../store/store.ts";

const WINDOW: Millis = 60_000;
/** How many users are remembered before those who have been quiet for a window are let go. */
const REMEMBERED = 10_000;

/** @param actions how many actions fit into a minute */
export function slidingMinute(actions: number): RateLimit {
  const users = new Map<Owner, Millis[]>();
  return {
    take(owner, now) {
      const recent = (users.get(owner) ?? []).filter((at) => at > now - WINDOW);
      const oldest = recent[recent.length - actions];
      if (oldest !== undefined) {
        throw new CoreError("RateLimitExceeded", `At most ${actions} actions a minute.`, {
          retryAfterMillis: oldest + WINDOW - now,
        });
      }
      recent.push(now);
      users.set(owner, recent);
      if (users.size > REMEMBERED) forgetQuiet(users, now);
    },
  };
}

function forgetQuiet(users: Map<Owner, Millis[]>, now: Millis): void {
  for (const [owner, times] of users) {
    if ((times.at(-1) ?? 0) <= now - WINDOW) users.delete(owner);
  }
}
