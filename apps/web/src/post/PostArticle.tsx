/** A post as it stands in a list: who, when, what, and what can be done with it. */

import { Link, useNavigate } from "@tanstack/react-router";
import { useContext, type MouseEvent, type ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import type { Post } from "../api/entities/status.ts";
import { Avatar } from "../components/Avatar.tsx";
import { Handle } from "../components/Handle.tsx";
import { Icon } from "../components/Icon.tsx";
import { nameOf, PersonName } from "../components/PersonName.tsx";
import { VisibilityIcon } from "../components/VisibilityIcon.tsx";
import { useMe } from "../hooks/useMe.ts";
import { useNow } from "../hooks/useNow.ts";
import { usePost } from "../hooks/usePost.ts";
import { ago, exactly } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { Above } from "./Above.tsx";
import { FilterPlace } from "./filtered.ts";
import { InReplyTo } from "./InReplyTo.tsx";
import { PostActions } from "./PostActions.tsx";
import { PostBody } from "./PostBody.tsx";
import { VersionsButton } from "./VersionsButton.tsx";

export interface PostPlace {
  /** Where it stands in its feed, from 0. */
  readonly index: number;
  /** undefined while nobody knows how long the feed is. */
  readonly count: number | undefined;
}

export function PostArticle({
  postId,
  boostedBy,
  isPinned = false,
  isLarge = false,
  above,
  place,
}: {
  readonly postId: string;
  readonly boostedBy?: Account | undefined;
  /** Says why it stands there; else an answer says what it answers, where that does not stand above it. */
  readonly above?: ReactElement;
  readonly isPinned?: boolean;
  readonly isLarge?: boolean;
  readonly place?: PostPlace;
}): ReactElement | null {
  const t = useT();
  const post = usePost(postId);
  const isThread = useContext(FilterPlace) === "thread";
  const navigate = useNavigate();
  if (post === undefined) return null;
  const { account } = post;
  const open = (event: MouseEvent): void => {
    // A press on what does something itself, or the end of marking text, opens nothing.
    const isBusy =
      event.target instanceof Element &&
      event.target.closest("a,button,video,audio,[role=menu],[role=dialog]");
    if (isLarge || isBusy || getSelection()?.isCollapsed === false) return;
    if (!(
      event.currentTarget instanceof Node &&
      event.target instanceof Node &&
      event.currentTarget.contains(event.target)
    ))
      return;
    void navigate({ to: "/@{$acct}/$statusId", params: { acct: account.acct, statusId: post.id } });
  };
  return (
    <article
      tabIndex={0}
      aria-label={t("post.label", { name: nameOf(account) })}
      aria-posinset={place && place.index + 1}
      aria-setsize={place && (place.count ?? -1)}
      data-index={place?.index}
      data-post={post.id}
      data-opened={isLarge ? "" : undefined}
      onClick={open}
      className={`scroll-mt-14 border-b border-line px-4 pt-3 pb-1.5 ${isLarge ? "" : "cursor-pointer"}`}
    >
      {boostedBy !== undefined && (
        <Above icon="boost">
          <Link to="/@{$acct}" params={{ acct: boostedBy.acct }} className="hover:underline">
            {t("post.boostedBy", { name: nameOf(boostedBy) })}
          </Link>
        </Above>
      )}
      {above ?? (!isThread && <InReplyTo post={post} />)}
      {isPinned && <Above icon="pin">{t("post.pinned")}</Above>}
      {isLarge ? (
        <>
          <div className="flex items-center gap-3">
            <AvatarLink account={account} />
            <Author account={account} isStacked />
          </div>
          <div className="mt-3">
            <PostBody post={post} isLarge />
          </div>
          <Figures post={post} />
          <PostActions post={post} />
        </>
      ) : (
        <div className="flex gap-3">
          <AvatarLink account={account} />
          <div className="min-w-0 flex-1">
            <header className="flex items-baseline gap-2">
              <Author account={account} />
              <When post={post} />
            </header>
            <PostBody post={post} isLarge={false} />
            <PostActions post={post} />
          </div>
        </div>
      )}
    </article>
  );
}

function AvatarLink({ account }: { readonly account: Account }): ReactElement {
  // The name beside it is the link for keyboards and screen readers.
  return (
    <Link
      to="/@{$acct}"
      params={{ acct: account.acct }}
      tabIndex={-1}
      aria-hidden="true"
      className="shrink-0"
    >
      <Avatar account={account} />
    </Link>
  );
}

function Author({
  account,
  isStacked = false,
}: {
  readonly account: Account;
  readonly isStacked?: boolean;
}): ReactElement {
  return (
    <Link
      to="/@{$acct}"
      params={{ acct: account.acct }}
      data-act="author"
      className={`group flex min-w-0 flex-1 ${isStacked ? "flex-col" : "items-baseline gap-1.5"}`}
    >
      {/* Where there is no room for both, the name is what one knows them by. */}
      <strong className="max-w-full shrink-0 truncate font-semibold group-hover:underline">
        <PersonName account={account} />
      </strong>
      <span className="truncate text-sm text-soft">
        <Handle acct={account.acct} />
      </span>
    </Link>
  );
}

function When({ post }: { readonly post: Post }): ReactElement {
  const locale = useLocale();
  const now = useNow();
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-sm text-soft">
      <Edited post={post} />
      {post.visibility !== "public" && <VisibilityIcon visibility={post.visibility} />}
      <Link
        to="/@{$acct}/$statusId"
        params={{ acct: post.account.acct, statusId: post.id }}
        data-act="open"
        className="hover:underline"
      >
        <time
          dateTime={post.created_at}
          // Not before somebody wants it: writing times in full is slow.
          onPointerEnter={({ currentTarget }) => {
            currentTarget.title = exactly(post.created_at, locale);
          }}
        >
          {ago(post.created_at, now, locale)}
        </time>
      </Link>
    </span>
  );
}

function Edited({ post }: { readonly post: Post }): ReactElement | null {
  const t = useT();
  const locale = useLocale();
  if (post.edited_at === null) return null;
  return (
    <span title={t("post.editedAt", { time: exactly(post.edited_at, locale) })}>
      <Icon name="pencil" size="sm" />
      <span className="sr-only">{t("post.edited")}</span>
    </span>
  );
}

/** Below the post that a thread is about: when exactly, and how it was received. */
function Figures({ post }: { readonly post: Post }): ReactElement {
  const me = useMe();
  const locale = useLocale();
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line pb-3 text-soft">
      <time dateTime={post.created_at}>{exactly(post.created_at, locale)}</time>
      <VisibilityIcon visibility={post.visibility} />
      <VersionsButton post={post} />
      <Figure post={post} to="/@{$acct}/$statusId/reblogs" name="post.boosts" count={post.reblogs_count} />
      <Figure
        post={post}
        to="/@{$acct}/$statusId/quotes"
        name="post.quotes"
        count={post.quotes_count ?? 0}
        // Which they are is told to the author alone.
        isTold={me?.id === post.account.id}
      />
      <Figure
        post={post}
        to="/@{$acct}/$statusId/favourites"
        name="post.likes"
        count={post.favourites_count}
      />
    </div>
  );
}

/** How many they are, and the way to who they are. */
function Figure({
  post,
  to,
  name,
  count,
  isTold = true,
}: {
  readonly post: Post;
  readonly to: `/@{$acct}/$statusId/${"reblogs" | "quotes" | "favourites"}`;
  readonly name: "post.boosts" | "post.quotes" | "post.likes";
  readonly count: number;
  readonly isTold?: boolean;
}): ReactElement | null {
  const t = useT();
  if (count === 0) return null;
  const text = t(name, { count });
  if (!isTold) return <span>{text}</span>;
  return (
    <Link
      to={to}
      params={{ acct: post.account.acct, statusId: post.id }}
      className="underline underline-offset-3 hover:text-ink"
    >
      {text}
    </Link>
  );
}
