/** Going through a feed by keyboard: j to the next item, k to the one before, in the document or not. */

import { useLayoutEffect, useRef, type RefObject } from "react";
import type { WindowVirtualizerHandle } from "virtua";
import { isNoShortcut } from "../keyboard/isNoShortcut.ts";
import { isOutsideFocused, stepOutside } from "../keyboard/outsidePosts.ts";

/** How many frames an item is given to come into the document. */
const FRAMES = 30;
/** How long the list may still correct where it scrolls to, while it measures what is there. */
const SETTLING_MILLIS = 500;

function articleAt(index: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`article[data-index="${index}"]`);
}

export function useFeedKeys(handle: RefObject<WindowVirtualizerHandle | null>, count: number): void {
  /** The item that will have the focus once it is in the document: the next press goes on from there. */
  const awaited = useRef<number>(undefined);
  /** When the list was last told to scroll to an item: it must not go back there when one has gone on. */
  const scrolledAt = useRef(-Infinity);
  // Before anybody can see the feed: a press that comes after it, but before its effects, would be lost.
  useLayoutEffect(() => {
    const center = (list: WindowVirtualizerHandle, index: number): void => {
      scrolledAt.current = performance.now();
      list.scrollToIndex(index, { align: "center" });
    };
    const focus = (list: WindowVirtualizerHandle, index: number, frames: number): void => {
      const item = articleAt(index);
      item?.focus({ preventScroll: true });
      // The list hides what it has not measured yet, and what is hidden takes no focus.
      if (item !== null && document.activeElement === item) {
        awaited.current = undefined;
        if (performance.now() - scrolledAt.current < SETTLING_MILLIS) center(list, index);
        else item.scrollIntoView({ block: "nearest" });
      } else if (frames > 0) {
        if (frames === FRAMES && item === null) center(list, index);
        requestAnimationFrame(() => {
          if (awaited.current === index) focus(list, index, frames - 1);
        });
      }
    };
    const onKey = (event: KeyboardEvent): void => {
      const list = handle.current;
      const by = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (by === 0 || list === null || isNoShortcut(event)) return;
      event.preventDefault();
      if (awaited.current === undefined && stepOutside(by)) return;
      const current = document.activeElement?.closest<HTMLElement>("article[data-index]")?.dataset["index"];
      // From what stands above the feed, its first item is the next.
      const isAbove = awaited.current === undefined && isOutsideFocused();
      const top = isAbove ? -1 : list.findItemIndex(list.scrollOffset) - (by === 1 ? 1 : 0);
      const from = awaited.current ?? (current === undefined ? top : Number(current));
      const to = Math.min(count - 1, Math.max(0, from + by));
      awaited.current = to;
      focus(list, to, FRAMES);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [handle, count]);
}
