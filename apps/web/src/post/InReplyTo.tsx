/** Above an answer where what it answers does not stand: whom it answers, and the way there. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { nameOf } from "../components/PersonName.tsx";
import { usePost } from "../hooks/usePost.ts";
import { useT } from "../i18n/useT.ts";
import { Above } from "./Above.tsx";

export function InReplyTo({ post }: { readonly post: Post }): ReactElement | null {
  const t = useT();
  const { account, mentions, in_reply_to_id: parentId, in_reply_to_account_id: to } = post;
  const parent = usePost(parentId ?? "");
  if (parentId === null) return null;
  // A mention says less of them than a post, but comes along.
  const mentioned = mentions.find(({ id }) => id === to);
  const acct = to === account.id ? account.acct : (parent?.account.acct ?? mentioned?.acct);
  const name = parent === undefined ? mentioned && `@${mentioned.acct}` : nameOf(parent.account);
  const text =
    to === account.id
      ? t("post.continues")
      : name === undefined
        ? t("post.isReply")
        : t("post.inReplyTo", { name });
  return (
    <Above icon="reply">
      {acct === undefined ? (
        text
      ) : (
        <Link to="/@{$acct}/$statusId" params={{ acct, statusId: parentId }} className="hover:underline">
          {text}
        </Link>
      )}
    </Above>
  );
}
