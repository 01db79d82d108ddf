/** The post that another one quotes, in short, or why it is not shown (Mastodon: entities/Quote). */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Quote, QuotedPost } from "../api/entities/status.ts";
import { Avatar } from "../components/Avatar.tsx";
import { Handle } from "../components/Handle.tsx";
import { Icon } from "../components/Icon.tsx";
import { nameOf, PersonName } from "../components/PersonName.tsx";
import { PlainText } from "../components/PlainText.tsx";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";

const reasons: Readonly<Record<string, MessageId>> = {
  pending: "quote.pending",
  deleted: "quote.deleted",
  blocked_account: "quote.blocked",
  muted_account: "quote.muted",
};
const frame = "mt-3 block rounded-2xl border border-edge px-4 py-3 text-base";

export function QuoteCard({ quote }: { readonly quote: Quote }): ReactElement {
  const t = useT();
  const { state, quoted_status: post } = quote;
  if (state !== "accepted" || post == null)
    return <p className={`${frame} text-soft`}>{t(reasons[state] ?? "quote.unavailable")}</p>;
  return (
    <Link
      to="/@{$acct}/$statusId"
      params={{ acct: post.account.acct, statusId: post.id }}
      data-act="quoted"
      className={`${frame} hover:bg-raised`}
    >
      <span className="sr-only">{t("quote.label", { name: nameOf(post.account) })}</span>
      <QuotedText post={post} />
    </Link>
  );
}

/** Who wrote it, and what, without anything to press. */
export function QuotedText({ post }: { readonly post: QuotedPost }): ReactElement {
  const t = useT();
  const { account, media_attachments: media } = post;
  return (
    <>
      <span className="flex items-center gap-2" aria-hidden="true">
        <Avatar account={account} size="sm" />
        <strong className="truncate font-semibold">
          <PersonName account={account} />
        </strong>
        <span className="truncate text-sm text-soft">
          <Handle acct={account.acct} />
        </span>
      </span>
      <span className="mt-1 line-clamp-6 wrap-anywhere" dir="auto" lang={post.language ?? undefined}>
        {post.spoiler_text === "" ? <PlainText html={post.content} /> : post.spoiler_text}
      </span>
      {media.length > 0 && (
        <span className="mt-1 flex items-center gap-1.5 text-sm text-soft">
          <Icon name="picture" size="sm" />
          {t("quote.media", { count: media.length })}
        </span>
      )}
    </>
  );
}
