/** Going by keyboard through the posts that stand in no feed: a thread, what a search has found, what is pinned above a feed. */

/** Below what stays in sight at the top of a screen, in pixels. */
const TITLE_HEIGHT = 56;

function outsidePosts(): HTMLElement[] {
  const posts = document.querySelectorAll<HTMLElement>("#main article[data-post]:not([role=feed] *)");
  return [...posts].filter((it) => it.checkVisibility());
}

/** Whether this screen has a feed, whose own keys lead on from the last of these posts. */
export function hasFeed(): boolean {
  return document.querySelector("#main [role=feed]") !== null;
}

/** The one with the focus, as a number from 0; -1 without. */
function focusedOf(posts: readonly HTMLElement[]): number {
  return posts.findIndex((it) => it.contains(document.activeElement));
}

export function isOutsideFocused(): boolean {
  return focusedOf(outsidePosts()) !== -1;
}

/**
 * @param by 1 to the next, -1 to the one before
 * @returns whether there was one
 */
export function stepOutside(by: 1 | -1): boolean {
  const posts = outsidePosts();
  const from = focusedOf(posts);
  const item = document.activeElement?.closest<HTMLElement>("[role=feed] article[data-index]");
  const inSight = posts.findIndex((it) => it.getBoundingClientRect().bottom > TITLE_HEIGHT);
  let to: number;
  if (from !== -1) to = from + by;
  // Above the first item of a feed stands the last of these.
  else if (item != null) to = by === -1 && item.dataset["index"] === "0" ? posts.length - 1 : -1;
  else if (by === 1) to = inSight;
  else to = hasFeed() && inSight === -1 ? -1 : (inSight === -1 ? posts.length : inSight) - 1;
  const post = posts[to];
  if (post === undefined) return false;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "nearest" });
  return true;
}
