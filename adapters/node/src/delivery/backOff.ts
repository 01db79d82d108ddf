/** When a failed effect is tried again: exponential back-off with full jitter, over two days. */

import type { Millis } from "@mastic/core";

export interface BackOff {
  /** The upper bound of the first delay. */
  readonly baseMillis: number;
  /** No delay is longer. */
  readonly maxDelayMillis: number;
  /** No delay is shorter: jitter must not become a busy loop. */
  readonly minDelayMillis: number;
  /** From the emission of the effect to its last attempt. */
  readonly lifetimeMillis: number;
}

/** About eighteen attempts: after 15 s and a few minutes in the mean, then hours apart. */
export const deliveryBackOff: BackOff = {
  baseMillis: 30_000,
  maxDelayMillis: 6 * 3_600_000,
  minDelayMillis: 5_000,
  lifetimeMillis: 48 * 3_600_000,
};

/**
 * The time of the next attempt, or `undefined` when the effect has lived long enough. The last attempt is made when the
 * lifetime ends, so that a peer is given the whole of it.
 *
 * @param attempts how often it failed before this time.
 * @param random from 0 up to 1.
 */
export function nextAttemptAt(
  { baseMillis, maxDelayMillis, minDelayMillis, lifetimeMillis }: BackOff,
  effect: { readonly createdAt: Millis; readonly attempts: number },
  now: Millis,
  random: number,
  afterMillis = 0,
): Millis | undefined {
  const end = effect.createdAt + lifetimeMillis;
  if (now >= end) return undefined;
  const ceiling = Math.min(maxDelayMillis, baseMillis * 2 ** Math.min(effect.attempts, 40));
  const delay = Math.max(minDelayMillis, Math.floor(random * ceiling), afterMillis);
  return Math.min(now + delay, end);
}
