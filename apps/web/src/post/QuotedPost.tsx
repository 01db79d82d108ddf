/** The post that another one quotes, or why it is not shown (Mastodon: entities/Quote). */

import { Link } from "@tanstack/react-router";
import { useContext, useId, useState, type ReactElement } from "react";
import type { Quote, QuotedPost } from "../api/entities/status.ts";
import { Avatar } from "../components/Avatar.tsx";
import { Handle } from "../components/Handle.tsx";
import { nameOf, PersonName } from "../components/PersonName.tsx";
import { PlainText } from "../components/PlainText.tsx";
import { PostMedia } from "../components/PostMedia.tsx";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { ContentWarning } from "./ContentWarning.tsx";
import { FilterPlace, isHidden } from "./filtered.ts";
import { Filtered } from "./FilteredPost.tsx";

const reasons: Readonly<Record<string, MessageId>> = {
  pending: "quote.pending",
  deleted: "quote.deleted",
  blocked_account: "quote.blocked",
  muted_account: "quote.muted",
};
const frame = "mt-3 rounded-2xl border border-edge text-base";

export function QuoteCard({ quote }: { readonly quote: Quote }): ReactElement {
  const t = useT();
  const { state, quoted_status: post } = quote;
  const place = useContext(FilterPlace);
  if (state !== "accepted" || post == null) return <Reason text={t(reasons[state] ?? "quote.unavailable")} />;
  if (isHidden(post, place)) return <Reason text={t("quote.filtered")} />;
  return (
    <Filtered key={post.id} post={post} className={`${frame} px-4`}>
      <Quoted post={post} />
    </Filtered>
  );
}

function Reason({ text }: { readonly text: string }): ReactElement {
  return <p className={`${frame} px-4 py-3 text-soft`}>{text}</p>;
}

/** The text leads to the post; what is hidden in it, and its media, are as they are there. */
function Quoted({ post }: { readonly post: QuotedPost }): ReactElement {
  const t = useT();
  const id = useId();
  const hasWarning = post.spoiler_text !== "";
  const [isOpen, setOpen] = useState(!hasWarning);
  return (
    <div className={frame}>
      <Link
        to="/@{$acct}/$statusId"
        params={{ acct: post.account.acct, statusId: post.id }}
        data-act="quoted"
        className={`block rounded-2xl px-4 pt-3 hover:bg-raised ${hasWarning ? "pb-1" : "pb-3"}`}
      >
        <span className="sr-only">{t("quote.label", { name: nameOf(post.account) })}</span>
        <Writer account={post.account} />
        {!hasWarning && <Words post={post} />}
      </Link>
      {hasWarning && (
        <div className="px-4 pb-3">
          <ContentWarning post={post} isOpen={isOpen} controls={id} onToggle={() => setOpen(!isOpen)} />
        </div>
      )}
      <div id={id} hidden={!isOpen} className="px-4 not-empty:pb-4">
        {isOpen && hasWarning && <Words post={post} />}
        {isOpen && post.media_attachments.length > 0 && (
          <div className="-mt-3">
            <PostMedia media={post.media_attachments} sensitive={post.sensitive && !hasWarning} />
          </div>
        )}
      </div>
    </div>
  );
}

export function Writer({ account }: Pick<QuotedPost, "account">): ReactElement {
  return (
    <span className="flex items-center gap-2" aria-hidden="true">
      <Avatar account={account} size="sm" />
      <strong className="truncate font-semibold">
        <PersonName account={account} />
      </strong>
      <span className="truncate text-sm text-soft">
        <Handle acct={account.acct} />
      </span>
    </span>
  );
}

export function Words({ post }: { readonly post: QuotedPost }): ReactElement {
  return (
    <span className="mt-1 line-clamp-6 wrap-anywhere" dir="auto" lang={post.language ?? undefined}>
      <PlainText html={post.content} />
    </span>
  );
}
