/** Going through a feed by keyboard: j and k, and Home and End of WAI-ARIA's feed pattern with Ctrl are the browser's own. */

import { useEffect, type RefObject } from "react";
import type { WindowVirtualizerHandle } from "virtua";
import { isTyping } from "../keyboard/isTyping.ts";

export function useFeedKeys(handle: RefObject<WindowVirtualizerHandle | null>, count: number): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const by = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (by === 0) return;
      const list = handle.current;
      if (list === null) return;
      const current = document.activeElement?.closest<HTMLElement>("article[data-index]");
      const from =
        current == null
          ? list.findItemIndex(list.scrollOffset) - (by === 1 ? 1 : 0)
          : Number(current.dataset["index"]);
      const to = Math.min(count - 1, Math.max(0, from + by));
      event.preventDefault();
      focusItem(list, to);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [handle, count]);
}

/** Focuses an item once it is in the document. */
function focusItem(list: WindowVirtualizerHandle, index: number): void {
  const item = document.querySelector<HTMLElement>(`article[data-index="${index}"]`);
  if (item === null) {
    list.scrollToIndex(index, { align: "center" });
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`article[data-index="${index}"]`)?.focus({ preventScroll: true }),
    );
    return;
  }
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}
