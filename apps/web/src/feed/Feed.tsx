/** A feed (WAI-ARIA: feed): items of any height, of which only those near the window are in the document. */

import { useEffect, useLayoutEffect, useRef, useState, type ReactElement } from "react";
import { WindowVirtualizer, type WindowVirtualizerHandle } from "virtua";
import { placeOf, rememberPlace, useHistoryKey } from "./feedMemory.ts";
import { useFeedKeys } from "./useFeedKeys.ts";

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
  const historyKey = useHistoryKey();
  const handle = useRef<WindowVirtualizerHandle>(null);
  const [place] = useState(() => placeOf(historyKey));
  const heights = place?.count === items.length ? place.heights : undefined;

  const remember = (): void => {
    if (handle.current === null) return;
    rememberPlace(historyKey, { scrollY, heights: handle.current.cache, count: items.length });
  };
  const lookAhead = (): void => {
    const { current } = handle;
    if (current === null) return;
    const last = current.findItemIndex(current.scrollOffset + current.viewportSize);
    if (last >= items.length - AHEAD) onNearEnd();
  };

  useLayoutEffect(() => {
    if (place !== undefined) scrollTo({ top: place.scrollY, behavior: "instant" });
  }, [place]);
  // A short page may leave room below itself.
  useEffect(lookAhead);
  useFeedKeys(handle, items.length);

  return (
    <div
      role="feed"
      aria-label={label}
      aria-busy={isBusy}
      onClickCapture={remember}
      onKeyDownCapture={remember}
    >
      <WindowVirtualizer
        ref={handle}
        data={items}
        bufferSize={800}
        {...(heights === undefined ? {} : { cache: heights })}
        onScroll={lookAhead}
        onScrollEnd={remember}
      >
        {(item, index) => <div key={keyOf(item)}>{render(item, index)}</div>}
      </WindowVirtualizer>
    </div>
  );
}
