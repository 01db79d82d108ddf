/** Scrolls through a long home timeline, and counts the elements of the document on the way. */

import type { Device } from "../test/support/browser.ts";

export interface Scrolled {
  /** How many posts were read. */
  readonly posts: number;
  /** The most elements that the document held at a time. */
  readonly mostElements: number;
  /** The same among the first of them: what does not grow is about as much. */
  readonly mostElementsEarly: number;
}

/** So many are the first: pages come and go by then as they do later on. */
export const FIRST_POSTS = 500;

/** Goes to the end of what is there, lets it grow, and goes on. */
const SCROLL = (posts: number): string => `(async () => {
  let read = 0, most = 0, early = 0;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const end = performance.now() + 240_000;
  while (read < ${posts} && performance.now() < end) {
    scrollTo(0, document.documentElement.scrollHeight);
    await frame();
    const elements = document.querySelectorAll("*").length;
    most = Math.max(most, elements);
    if (read < ${FIRST_POSTS}) early = Math.max(early, elements);
    for (const { dataset } of document.querySelectorAll("article[data-index]"))
      read = Math.max(read, Number(dataset.index) + 1);
  }
  return { posts: read, mostElements: most, mostElementsEarly: early };
})()`;

export async function scrollThrough({ page, visit }: Device, posts: number): Promise<Scrolled> {
  await visit("/home");
  await page.getByRole("feed").getByRole("article").first().waitFor();
  return page.evaluate<Scrolled>(SCROLL(posts));
}
