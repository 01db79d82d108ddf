/** What the worker has claimed and not started: a queue for each lane, served in turn, each within its own limit. */

import type { Millis, StoredEffect } from "@mastic/core";

export interface Waiting {
  readonly effect: StoredEffect;
  /** After this time another claim may have taken it. */
  readonly leasedUntil: Millis;
}

interface Lane {
  readonly name: string | null;
  waiting: Waiting[];
  inFlight: number;
  /** Whether it stands in the line of lanes that may start something. */
  isInLine: boolean;
  /** How long an effect takes, on a moving average. */
  averageMillis: number;
  /** When it last started from rest, or last ended something. */
  progressAt: Millis;
}

export interface Lanes {
  readonly size: number;
  add(waiting: Waiting): void;
  /** Takes the next effect that may start, lane by lane in turn; `undefined` when none may. */
  start(now: Millis): Waiting | undefined;
  /** Says that one of the lane's effects has ended, after so long; or, without a time, that it was not started after all. */
  end(lane: string | null, now: Millis, millis?: number): void;
  /** Forgets what waits in a lane, and tells what that is. */
  drop(lane: string): Waiting[];
  /** Forgets what lanes cannot do in `aheadMillis`, and tells what that is, by the names of the lanes. */
  trim(now: Millis, aheadMillis: number): Map<string, Waiting[]>;
}

/** What is assumed of a lane that was not seen yet. */
const ASSUMED_MILLIS = 100;

/** @param limit how many effects of a lane may run at the same time, now. */
export function lanes(limit: (lane: string | null) => number): Lanes {
  const byName = new Map<string | null, Lane>();
  let line: Lane[] = [];
  let next: Lane[] = [];
  let size = 0;

  const queue = (lane: Lane): void => {
    if (lane.isInLine || lane.waiting.length === 0 || lane.inFlight >= limit(lane.name)) return;
    lane.isInLine = true;
    next.push(lane);
  };
  const keepFirst = (lane: Lane, count: number): Waiting[] => {
    const dropped = lane.waiting.splice(count);
    size -= dropped.length;
    if (count === 0 && lane.inFlight === 0) byName.delete(lane.name);
    return dropped;
  };

  return {
    get size() {
      return size;
    },
    add(waiting) {
      const { lane: name } = waiting.effect;
      let lane = byName.get(name);
      if (lane === undefined) {
        lane = {
          name,
          waiting: [],
          inFlight: 0,
          isInLine: false,
          averageMillis: ASSUMED_MILLIS,
          progressAt: 0,
        };
        byName.set(name, lane);
      }
      lane.waiting.push(waiting);
      size += 1;
      queue(lane);
    },
    start(now) {
      for (;;) {
        // Two lists make a queue whose ends cost nothing.
        if (line.length === 0) [line, next] = [next.reverse(), line];
        const lane = line.pop();
        if (lane === undefined) return undefined;
        lane.isInLine = false;
        if (lane.inFlight >= limit(lane.name)) continue;
        const waiting = lane.waiting.shift();
        if (waiting === undefined) continue;
        size -= 1;
        if (lane.inFlight === 0) lane.progressAt = now;
        lane.inFlight += 1;
        queue(lane);
        return waiting;
      }
    },
    end(name, now, millis) {
      const lane = byName.get(name);
      if (lane === undefined) return;
      lane.inFlight -= 1;
      if (millis !== undefined) {
        lane.averageMillis += (millis - lane.averageMillis) / 4;
        lane.progressAt = now;
      }
      queue(lane);
      keepFirst(lane, lane.waiting.length);
    },
    drop(name) {
      const lane = byName.get(name);
      return lane === undefined ? [] : keepFirst(lane, 0);
    },
    trim(now, aheadMillis) {
      const trimmed = new Map<string, Waiting[]>();
      for (const lane of byName.values()) {
        if (lane.name === null || lane.inFlight === 0) continue;
        // A lane from which nothing comes back is at least as slow as we have been waiting.
        const millis = Math.max(1, lane.averageMillis, now - lane.progressAt);
        const parallel = Math.max(1, limit(lane.name));
        const share = Math.max(2 * parallel, Math.floor((parallel * aheadMillis) / millis));
        if (lane.waiting.length <= share) continue;
        trimmed.set(lane.name, keepFirst(lane, share));
      }
      return trimmed;
    },
  };
}
