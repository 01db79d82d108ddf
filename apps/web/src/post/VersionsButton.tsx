/** Says that a post was edited, and shows its versions. */

import { useState, type ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { Icon } from "../components/Icon.tsx";
import { lazyDialog } from "../components/lazily.tsx";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";

const PostDialog = lazyDialog(withMessages(() => import("./PostDialog.tsx")));

export function VersionsButton({ post }: { readonly post: Post }): ReactElement | null {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  if (post.edited_at === null) return null;
  return (
    <>
      <button
        type="button"
        title={t("post.versions")}
        onClick={() => setOpen(true)}
        className="flex min-h-8 items-center gap-1.5 underline decoration-dotted underline-offset-3 hover:text-ink"
      >
        <Icon name="pencil" size="sm" /> {t("post.edited")}
      </button>
      {isOpen && <PostDialog post={post} question="history" onClose={() => setOpen(false)} />}
    </>
  );
}
