/** What a post is about, before one reads it, and the button that shows or hides the rest. */

import type { ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { Icon } from "../components/Icon.tsx";
import { useT } from "../i18n/useT.ts";
import { emojify } from "../text/emojify.tsx";

export function ContentWarning({
  post,
  isOpen,
  controls,
  onToggle,
}: {
  readonly post: Pick<Post, "spoiler_text" | "emojis">;
  readonly isOpen: boolean;
  /** The id of the element that is shown or hidden. */
  readonly controls: string;
  readonly onToggle: () => void;
}): ReactElement {
  const t = useT();
  return (
    <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-xl bg-warn px-3 py-1.5 text-on-warn">
      <p className="flex items-start gap-2 font-medium wrap-anywhere" dir="auto">
        <span className="mt-0.5">
          <Icon name="warning" />
        </span>
        {/* All of a long one is read with the rest. */}
        <span className={isOpen ? "" : "line-clamp-5"}>{emojify(post.spoiler_text, post.emojis)}</span>
      </p>
      <button
        type="button"
        data-act="warning"
        aria-expanded={isOpen}
        aria-controls={controls}
        onClick={onToggle}
        className="min-h-9 rounded-full px-3 text-base font-semibold underline underline-offset-3"
      >
        {t(isOpen ? "post.showLess" : "post.showMore")}
      </button>
    </div>
  );
}
