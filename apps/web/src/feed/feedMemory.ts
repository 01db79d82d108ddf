/** Where the reader was in a feed, for each entry of the browser's history: the way back leads to the same line. */

import { useRouterState } from "@tanstack/react-router";
import type { CacheSnapshot } from "virtua";

interface Place {
  readonly scrollY: number;
  /** The heights of the items, as measured, and how many there were. */
  readonly heights: CacheSnapshot;
  readonly count: number;
}

const places = new Map<string, Place>();
const MOST = 50;

export function rememberPlace(key: string, place: Place): void {
  places.delete(key);
  places.set(key, place);
  const [oldest] = places.keys();
  if (places.size > MOST && oldest !== undefined) places.delete(oldest);
}

export function placeOf(key: string): Place | undefined {
  return places.get(key);
}

/** Names the entry of the browser's history that is shown. */
export function useHistoryKey(): string {
  return useRouterState({ select: ({ location }) => location.state.__TSR_key ?? location.href });
}
