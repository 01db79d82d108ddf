/** Says how much waits above what is read, and brings it. */

import type { ReactElement } from "react";
import { Icon } from "../components/Icon.tsx";

export function NewsPill({
  count,
  text,
  onShow,
}: {
  readonly count: number;
  readonly text: string;
  readonly onShow: () => void;
}): ReactElement {
  return (
    <div aria-live="polite" className="pointer-events-none sticky top-16 z-10 flex h-0 justify-center">
      {count > 0 && (
        <button
          type="button"
          data-act="news"
          onClick={onShow}
          className="pointer-events-auto flex h-10 animate-rise items-center gap-2 rounded-full bg-accent px-5 font-semibold text-on-accent shadow-pop hover:bg-accent-strong"
        >
          <Icon name="up" size="sm" /> {text}
        </button>
      )}
    </div>
  );
}
