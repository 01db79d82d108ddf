/** The text of a post in a list: of a long one the beginning, until somebody wants the rest. */

import { useId, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useT } from "../i18n/useT.ts";

/** What is longer is folded, to clearly less: a button in place of two lines would be no gain. */
const MOST_LINES = 20;
/** What has fewer characters and breaks is not measured: on the narrowest phones a line has some 25 characters. */
const FEW_CHARACTERS = 20 * 25;
/** Line breaks count in `<pre>` alone; where others are counted as well, a text is measured that need not be. */
const BREAK = /<br|<\/(?:p|li|pre|blockquote)|\n/gi;

/** Feeds make their posts anew whenever they come back into sight: what was unfolded stays so. */
const unfolded = new Set<string>();

const mayBeLong = (html: string): boolean =>
  html.length > FEW_CHARACTERS || (html.match(BREAK)?.length ?? 0) > MOST_LINES / 2;

export function FoldedText({
  postId,
  html,
  children,
}: {
  readonly postId: string;
  readonly html: string;
  readonly children: ReactNode;
}): ReactElement {
  const t = useT();
  const id = useId();
  const text = useRef<HTMLDivElement>(null);
  const [isLong, setLong] = useState(false);
  const [isOpen, setOpen] = useState(() => unfolded.has(postId));
  // Before anything is painted, so that nothing moves.
  useLayoutEffect(() => {
    const { current } = text;
    const mostPixels = (it: Element): number =>
      MOST_LINES * Number.parseFloat(getComputedStyle(it).lineHeight);
    setLong(current !== null && mayBeLong(html) && current.scrollHeight > mostPixels(current));
  }, [html]);
  const show = (isShown: boolean): void => {
    if (isShown) unfolded.add(postId);
    else unfolded.delete(postId);
    flushSync(() => setOpen(isShown));
    // Who has read to the end is at the end of a post that is no longer there.
    const article = text.current?.closest("article");
    if (!isShown && article != null && article.getBoundingClientRect().top < 0) article.scrollIntoView();
  };
  const isFolded = isLong && !isOpen;
  return (
    <>
      <div
        ref={text}
        id={id}
        className={`leading-relaxed ${isFolded ? "max-h-[15lh] overflow-hidden mask-b-from-[calc(100%-2lh)]" : ""}`}
        // A link in what is folded has got the focus, or the browser has found something there.
        onScroll={isFolded ? () => show(true) : undefined}
      >
        {children}
      </div>
      {isLong && (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => show(!isOpen)}
          className="min-h-9 font-semibold text-accent underline underline-offset-3"
        >
          {t(isOpen ? "showLess" : "showMore")}
        </button>
      )}
    </>
  );
}
