/**
 * How high the items of a feed were, for each entry of the browser's history: the router goes back to where the reader
 * was, and with these that is the same line.
 */

import type { CacheSnapshot } from "virtua";

interface Heights {
  readonly heights: CacheSnapshot;
  readonly count: number;
}

const feeds = new Map<string, Heights>();
const MOST = 50;

export function rememberHeights(key: string, heights: CacheSnapshot, count: number): void {
  feeds.delete(key);
  feeds.set(key, { heights, count });
  const [oldest] = feeds.keys();
  if (feeds.size > MOST && oldest !== undefined) feeds.delete(oldest);
}

/** Undefined where they are not known, or were those of another number of items. */
export function heightsOf(key: string, count: number): CacheSnapshot | undefined {
  const known = feeds.get(key);
  return known?.count === count ? known.heights : undefined;
}

/** Names the entry of the browser's history that is shown, as the router has marked it. */
export function historyKey(): string {
  const state: unknown = history.state;
  const key: unknown =
    typeof state === "object" && state !== null ? Reflect.get(state, "__TSR_key") : undefined;
  return typeof key === "string" ? key : location.href;
}
