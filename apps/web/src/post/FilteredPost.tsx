/** In place of what a post says, where a filter keeps it away: its name, and the way to see it all the same. */

import { useState, type ReactElement, type ReactNode } from "react";
import type { Post } from "../api/entities/status.ts";
import { useT } from "../i18n/useT.ts";
import { useFilterWarning } from "./filtered.ts";

export function Filtered({
  post,
  className = "",
  children,
}: {
  readonly post: Pick<Post, "filtered">;
  /** Of what stands in place of it. */
  readonly className?: string;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const [isShown, setShown] = useState(false);
  const title = useFilterWarning(post);
  if (title === undefined || isShown) return children;
  return <Warning className={className} text={t("filtered", { title })} onShow={() => setShown(true)} />;
}

function Warning({
  text,
  className,
  onShow,
}: {
  readonly text: string;
  readonly className: string;
  readonly onShow: () => void;
}): ReactElement {
  const t = useT();
  return (
    <div className={`flex flex-wrap items-center justify-between gap-x-4 py-1 text-soft ${className}`}>
      <p className="wrap-anywhere" dir="auto">
        {text}
      </p>
      <button
        type="button"
        data-act="warning"
        onClick={onShow}
        className="min-h-9 rounded-full px-3 font-semibold text-accent underline underline-offset-3"
      >
        {t("filtered.show")}
      </button>
    </div>
  );
}
