/** What the menu of a post asks or shows in a dialog. */

import type { ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import ConfirmDialog from "../components/ConfirmDialog.tsx";
import { useCompose } from "../hooks/compose.ts";
import { useDeleteStatus } from "../hooks/useDeleteStatus.ts";
import { useRevokeQuote } from "../hooks/useQuotes.ts";
import { useT } from "../i18n/useT.ts";
import { HistoryDialog } from "./HistoryDialog.tsx";
import type { PostQuestion } from "./PostItems.tsx";
import { QuotePolicyDialog } from "./QuotePolicyDialog.tsx";
import { useRemoveAsModerator } from "./useRemoveAsModerator.ts";

export default function PostDialog({
  post,
  question,
  onClose,
}: {
  readonly post: Post;
  readonly question: PostQuestion;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const compose = useCompose();
  const remove = useDeleteStatus(post.id);
  const revoke = useRevokeQuote(post);
  const moderate = useRemoveAsModerator(post.id);
  switch (question) {
    case "history":
      return <HistoryDialog post={post} onClose={onClose} />;
    case "redraft":
      return (
        <ConfirmDialog
          title={t("post.redraftTitle")}
          text={t("post.redraftText")}
          action={t("post.redraft")}
          onConfirm={() => remove((redrafted) => compose({ redrafted }))}
          onClose={onClose}
        />
      );
    case "quotePolicy":
      return <QuotePolicyDialog post={post} onClose={onClose} />;
    case "revokeQuote":
      return (
        <ConfirmDialog
          title={t("post.revokeQuoteTitle")}
          text={t("post.revokeQuoteText")}
          action={t("post.revokeQuote")}
          onConfirm={revoke}
          onClose={onClose}
        />
      );
    case "moderate":
      return (
        <ConfirmDialog
          title={t("post.deleteTitle")}
          text={t("post.deleteText")}
          action={t("post.delete")}
          onConfirm={moderate}
          onClose={onClose}
        />
      );
    case "delete":
      return (
        <ConfirmDialog
          title={t("post.deleteTitle")}
          text={t("post.deleteText")}
          action={t("post.delete")}
          onConfirm={() => remove()}
          onClose={onClose}
        />
      );
  }
}
