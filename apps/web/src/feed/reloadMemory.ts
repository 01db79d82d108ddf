/** Where in a feed somebody read when the page went: a reload leads back there. The device keeps it as long as the tab. */

import * as z from "zod/mini";
import { tryStore } from "../offline/tryStore.ts";
import { historyKey } from "./feedMemory.ts";

const KEY = "mastic.reading";
/** Of a timeline; what is further down than so many of them is not read anew at once. */
const PAGE = 20;
const MOST_PAGES = 5;
/** So many may have come above. */
const SPARE = 5;

const shape = z.object({
  /** The entry of the browser's history. */
  entry: z.string(),
  /** The item, how many stood above it, and where its top was in the window, in pixels. */
  item: z.string(),
  index: z.number(),
  top: z.number(),
});
export type ReadingPlace = z.infer<typeof shape>;

export function rememberPlace(place: ReadingPlace): void {
  // A page that was at its top begins at its top.
  if (place.index === 0) sessionStorage.removeItem(KEY);
  else tryStore(sessionStorage, KEY, JSON.stringify(place));
}

function lastPlace(): ReadingPlace | undefined {
  const text = sessionStorage.getItem(KEY);
  const { data } = shape.safeParse(text === null ? null : JSON.parse(text));
  return data?.entry === historyKey() ? data : undefined;
}

/** @returns where the feed of this entry of the history was read when the page went; once */
export function takePlace(): ReadingPlace | undefined {
  const place = lastPlace();
  if (place !== undefined) sessionStorage.removeItem(KEY);
  return place;
}

/** How many pages of a timeline it takes to come to where it was read. */
export function pagesToPlace(): number {
  const place = lastPlace();
  const pages = place === undefined ? 1 : Math.ceil((place.index + SPARE) / PAGE);
  return pages > MOST_PAGES ? 1 : pages;
}
