/**
 * One circuit breaker for each lane: after a row of failures the lane is left alone for a while, then a single probe
 * decides (closed, open, half-open).
 *
 * Only lanes in trouble are remembered, and of those at most so many: a flood of host names cannot grow memory.
 */

import type { Millis } from "@mastic/core";

export interface CircuitBreakerOptions {
  /** Failures in a row that open it. */
  readonly threshold: number;
  /** The first pause; each failed probe doubles it. */
  readonly pauseMillis: number;
  readonly maxPauseMillis: number;
  /** How many lanes are remembered. */
  readonly maxLanes: number;
}

export const deliveryBreaker: CircuitBreakerOptions = {
  threshold: 5,
  pauseMillis: 60_000,
  maxPauseMillis: 3_600_000,
  maxLanes: 10_000,
};

interface Trouble {
  failures: number;
  /** 0 while closed. */
  openUntil: Millis;
  pauseMillis: number;
}

export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  /** In the order of their last failure, so that the first is the one to forget. */
  readonly #lanes = new Map<string, Trouble>();

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** `half-open`: one attempt may be made, and no other until it has ended. */
  state(lane: string, now: Millis): "closed" | "open" | "half-open" {
    const trouble = this.#lanes.get(lane);
    if (trouble === undefined || trouble.openUntil === 0) return "closed";
    return now < trouble.openUntil ? "open" : "half-open";
  }

  /** Until when the lane is left alone; `undefined` when it is not. */
  openUntil(lane: string, now: Millis): Millis | undefined {
    const until = this.#lanes.get(lane)?.openUntil ?? 0;
    return until > now ? until : undefined;
  }

  succeed(lane: string): void {
    this.#lanes.delete(lane);
  }

  /**
   * Counts a failure of the lane; `pauseMillis`, a pause that the peer asked for, opens it at once.
   *
   * @returns until when the lane is to be left alone, when this failure opened it.
   */
  fail(lane: string, now: Millis, pauseMillis?: number): Millis | undefined {
    const asked = Math.min(pauseMillis ?? 0, this.#options.maxPauseMillis);
    const trouble = this.#lanes.get(lane) ?? { failures: 0, openUntil: 0, pauseMillis: 0 };
    this.#lanes.delete(lane);
    this.#lanes.set(lane, trouble);
    this.#forgetOldest();
    trouble.failures += 1;
    if (trouble.openUntil > now) {
      // Attempts that were under way when it opened say nothing new, unless the peer asks for more time.
      if (now + asked <= trouble.openUntil) return undefined;
      return (trouble.openUntil = now + asked);
    }
    if (asked > 0) return (trouble.openUntil = now + asked);
    if (trouble.openUntil === 0 && trouble.failures < this.#options.threshold) return undefined;
    trouble.pauseMillis = Math.min(
      trouble.pauseMillis === 0 ? this.#options.pauseMillis : trouble.pauseMillis * 2,
      this.#options.maxPauseMillis,
    );
    return (trouble.openUntil = now + trouble.pauseMillis);
  }

  /** How many lanes are remembered. */
  get size(): number {
    return this.#lanes.size;
  }

  #forgetOldest(): void {
    if (this.#lanes.size <= this.#options.maxLanes) return;
    const [oldest] = this.#lanes.keys();
    if (oldest !== undefined) this.#lanes.delete(oldest);
  }
}
