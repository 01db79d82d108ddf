/**
 * Keeps the focus of whoever uses the keyboard when what had it goes away (WCAG 2.2: 2.4.3 Focus Order): it moves to what
 * stands next, on another screen to that screen, and on the way back to the post that was left.
 */

import { historyKey } from "../feed/feedMemory.ts";
import { focusedAt, type Focused } from "./focused.ts";

/** Screens and dialogs, which take the focus where nothing in them can. */
const FRAMES = "#main, [role=dialog], [role=alertdialog]";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
/** Of the history, whose posts are remembered. */
const MOST_ENTRIES = 50;

const take = (element: HTMLElement): void => element.focus({ preventScroll: true });

function focusablesIn(node: Node): HTMLElement[] {
  if (!(node instanceof HTMLElement)) return [];
  return [node, ...node.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (it) => it.matches(FOCUSABLE) && it.tabIndex >= 0 && !it.matches(":disabled") && it.checkVisibility(),
  );
}

/** The first of what follows a place in the document, or the last of what stands before it; never of another screen. */
function nextTo({ target, nextSibling, previousSibling }: MutationRecord): HTMLElement | null {
  let after: Node | null = nextSibling;
  let before: Node | null = previousSibling;
  for (let around: Node | null = target; around instanceof Element; around = around.parentNode) {
    for (; after !== null; after = after.nextSibling) {
      const [first] = after.isConnected ? focusablesIn(after) : [];
      if (first !== undefined) return first;
    }
    for (; before !== null; before = before.previousSibling) {
      const last = before.isConnected ? focusablesIn(before).at(-1) : undefined;
      if (last !== undefined) return last;
    }
    if (around.matches(FRAMES)) break;
    [after, before] = [around.nextSibling, around.previousSibling];
  }
  return target instanceof Element ? target.closest<HTMLElement>(FRAMES) : null;
}

/** The change that took a node out of the document: of what stood around it, what is still there. */
function removalOf(node: Node, records: readonly MutationRecord[]): MutationRecord | undefined {
  const record = records.find(({ removedNodes }) => [...removedNodes].some((it) => it.contains(node)));
  return record === undefined || record.target.isConnected ? record : removalOf(record.target, records);
}

/** Whether an item of a feed is only out of sight: its place goes with it, and the feed is as long as before. */
function isScrolledOut(
  item: Element,
  { removedNodes }: MutationRecord,
  records: readonly MutationRecord[],
): boolean {
  const isShorter = records.some(
    ({ target, oldValue, attributeName }) =>
      attributeName === "data-count" &&
      target instanceof HTMLElement &&
      Number(target.dataset["count"]) < Number(oldValue),
  );
  return !isShorter && [...removedNodes].some((it) => it !== item && it.contains(item));
}

/** @param before all that had the focus since the first key was pressed, in order */
export function keepFocus(before: readonly (Focused | undefined)[]): void {
  /** What has the focus, and where in the history; a pointer that presses elsewhere means it. */
  let last: Focused | undefined;
  /** The post that had the focus when its screen was left. */
  const posts = new Map<string, string>();
  let awaited: string | undefined;

  const remember = (focused: Focused | undefined): void => {
    if (focused === undefined) return;
    last = focused;
    const { entry, post } = focused;
    if (post === undefined) return;
    posts.delete(entry);
    posts.set(entry, post);
    const [oldest] = posts.keys();
    if (posts.size > MOST_ENTRIES && oldest !== undefined) posts.delete(oldest);
  };
  before.forEach(remember);
  addEventListener("focusin", ({ target }) => remember(focusedAt(target)));
  addEventListener("pointerdown", () => (last = undefined), { capture: true });

  const restore = (): void => {
    const isWaiting = document.activeElement?.id === "main" && last?.entry === historyKey();
    const selector = `#main article[data-post="${CSS.escape(awaited ?? "")}"]`;
    const post = isWaiting && document.querySelector<HTMLElement>(selector);
    if (post instanceof HTMLElement) take(post);
    if (!isWaiting || post !== null) awaited = undefined;
  };

  /** The frame has the focus on another screen than before. */
  const arrive = (main: HTMLElement): void => {
    remember(focusedAt(main));
    awaited = posts.get(historyKey());
    if (awaited !== undefined) restore();
  };

  const goOn = (): void => {
    const main = document.getElementById("main");
    if (main === null) return;
    take(main);
    arrive(main);
  };
  if (last !== undefined && !last.element.isConnected && document.activeElement === document.body) goOn();

  new MutationObserver((records) => {
    if (awaited !== undefined) restore();
    if (last === undefined) return;
    const { element, entry } = last;
    if (document.activeElement === element && element.id === "main") {
      // The frame stays; until its content goes, the address is already that of the next screen.
      const isNext = records.some((it) => it.target === element && it.removedNodes.length > 0);
      if (isNext && entry !== historyKey()) arrive(element);
      return;
    }
    if (document.activeElement !== document.body) return;
    if (element.isConnected) {
      // It could not be pressed for a while.
      if (!element.matches(":disabled")) take(element);
      return;
    }
    const removal = removalOf(element, records);
    if (removal === undefined) return;
    const item = element.closest("article[data-index]");
    if (entry !== historyKey()) {
      goOn();
    } else if (item === null || !isScrolledOut(item, removal, records)) {
      const next = nextTo(removal);
      if (next !== null) take(next);
    }
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["disabled", "data-count"],
    attributeOldValue: true,
  });
}
