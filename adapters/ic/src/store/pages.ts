/** The pages as a tree sees and changes them. */

import type { Page } from "./page.ts";

export interface PageReader {
  page(place: string): Page | undefined;
}
export interface PageWriter extends PageReader {
  putPage(place: string, page: Page): void;
  dropPage(place: string): void;
  /** A number that no page has had. */
  newPage(): number;
}

/** A page that another one leads to. */
export function mustHave(pages: PageReader, place: string): Page {
  const page = pages.page(place);
  if (page === undefined) throw new Error(`The store is corrupt: page ${place} is missing.`);
  return page;
}
