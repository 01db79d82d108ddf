/** A feed (WAI-ARIA: feed): items of any height, of which only those near the window are in the document. */

import { useEffect, useRef, useState, type ReactElement } from "react";
import { WindowVirtualizer, type WindowVirtualizerHandle } from "virtua";
import { TITLE_HEIGHT } from "./isReadFromTop.ts";
import { heightsOf, historyKey, rememberHeights } from "./feedMemory.ts";
import { rememberPlace, takePlace } from "./reloadMemory.ts";
import { useFeedKeys } from "./useFeedKeys.ts";

/** How high an item is thought to be until it is seen, in pixels: what is guessed too low makes too much at once. */
const GUESSED_HEIGHT = 160;
/** How far beyond the window items are made: little at first, so that what is seen comes soon. */
const FIRST_BUFFER = 0;
const BUFFER = 800;

/** Before so many items are left below, the next page is asked for. */
const AHEAD = 8;

export interface FeedProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly render: (item: T, index: number) => ReactElement;
  readonly isBusy: boolean;
  readonly onNearEnd: () => void;
}

export function Feed<T>({ label, items, keyOf, render, isBusy, onNearEnd }: FeedProps<T>): ReactElement {
  // A feed belongs to the entry of the history that it was made for, also while the next screen is on its way.
  const [entry] = useState(historyKey);
  const handle = useRef<WindowVirtualizerHandle>(null);
  const [heights] = useState(() => heightsOf(entry, items.length));
  const [buffer, setBuffer] = useState(heights === undefined ? FIRST_BUFFER : BUFFER);
  useEffect(() => {
    const timer = setTimeout(() => setBuffer(BUFFER), 300);
    return () => clearTimeout(timer);
  }, []);

  const remember = (): void => {
    if (handle.current === null || entry !== historyKey()) return;
    rememberHeights(entry, handle.current.cache, items.length);
  };
  const lookAhead = (): void => {
    const { current } = handle;
    if (current === null) return;
    const last = current.findItemIndex(current.scrollOffset + current.viewportSize);
    if (last >= items.length - AHEAD) onNearEnd();
  };

  // A short page may leave room below itself.
  useEffect(lookAhead);
  useEffect(() => {
    const place = heights === undefined ? takePlace() : undefined;
    const index = items.findIndex((item) => keyOf(item) === place?.item);
    if (place === undefined) return undefined;
    // The router has then put the new screen where the old one was read.
    const frame = requestAnimationFrame(() => {
      if (index >= 0) handle.current?.scrollToIndex(index, { align: "start", offset: -place.top });
      // What is there in its place nobody has come to yet.
      else scrollTo({ top: 0 });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    const leave = (): void => {
      const read = firstRead();
      const item = items[read?.index ?? -1];
      if (read !== undefined && item !== undefined) rememberPlace({ entry, item: keyOf(item), ...read });
    };
    addEventListener("pagehide", leave);
    return () => removeEventListener("pagehide", leave);
  });
  useFeedKeys(handle, items.length);

  return (
    <div
      role="feed"
      aria-label={label}
      aria-busy={isBusy}
      data-count={items.length}
      onClickCapture={remember}
      onKeyDownCapture={remember}
    >
      <WindowVirtualizer
        ref={handle}
        data={items}
        bufferSize={buffer}
        itemSize={GUESSED_HEIGHT}
        {...(heights === undefined ? {} : { cache: heights })}
        onScroll={lookAhead}
        onScrollEnd={remember}
      >
        {(item, index) => <div key={keyOf(item)}>{render(item, index)}</div>}
      </WindowVirtualizer>
    </div>
  );
}

/** The first item that is seen below the title of the screen. */
function firstRead(): { readonly index: number; readonly top: number } | undefined {
  for (const article of document.querySelectorAll<HTMLElement>("[role=feed] article[data-index]")) {
    const { top, bottom } = article.getBoundingClientRect();
    if (bottom > TITLE_HEIGHT) return { index: Number(article.dataset["index"]), top };
  }
  return undefined;
}
