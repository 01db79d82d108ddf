/** What others did: all of it, or only where one is named. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useState, type ReactElement } from "react";
import { markNotificationsRead } from "../api/endpoints/notifications.ts";
import type { Status } from "../api/entities/status.ts";
import { Avatar } from "../components/Avatar.tsx";
import { buttonClass } from "../components/Button.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { PlainText } from "../components/PlainText.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../components/states.tsx";
import { Feed } from "../feed/Feed.tsx";
import { NewsPill } from "../feed/NewsPill.tsx";
import { useApp } from "../hooks/app.ts";
import { useMe } from "../hooks/useMe.ts";
import { useNow } from "../hooks/useNow.ts";
import { usePost } from "../hooks/usePost.ts";
import { UNREAD } from "../hooks/useUnread.ts";
import type { MessageId } from "../i18n/locale.ts";
import { ago } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { Above } from "../post/Above.tsx";
import { FilterPlace, isHidden } from "../post/filtered.ts";
import { PostArticle } from "../post/PostArticle.tsx";
import { groupNotifications, type NotificationGroup } from "./notificationGroups.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";
import { NOTIFICATIONS, useNewNotifications } from "./useNewNotifications.ts";

const PLACE = "notifications";
/** More pictures than these do not fit beside each other on a phone. */
const MOST_FACES = 5;

const filters = [
  { types: [], name: "notifications.all" },
  { types: ["mention"], name: "notifications.mentions" },
  { types: ["favourite"], name: "notifications.likes" },
  { types: ["reblog"], name: "notifications.boosts" },
  { types: ["follow", "follow_request"], name: "notifications.follows" },
  { types: ["quote", "quoted_update"], name: "notifications.quotes" },
  { types: ["poll"], name: "notifications.polls" },
] as const;

export default function NotificationsScreen(): ReactElement {
  return (
    <SignedInOnly>
      <Notifications />
    </SignedInOnly>
  );
}

function Notifications(): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const [filter, setFilter] = useState<(typeof filters)[number]>(filters[0]);
  const { query, count, show } = useNewNotifications(filter.name, filter.types);
  const list = useMemo(() => {
    const all = query.data?.pages.flatMap(({ items }) => items);
    return all && groupNotifications(all.filter(({ status }) => status == null || !isHidden(status, PLACE)));
  }, [query.data]);
  const newest = query.data?.pages[0]?.items[0]?.id;
  const { mutate: markRead } = useMutation({
    mutationFn: (id: string) => markNotificationsRead(transport, id),
    onSuccess: () => client.invalidateQueries({ queryKey: UNREAD }),
  });
  useEffect(() => {
    if (newest !== undefined && filter.types.length === 0) markRead(newest);
  }, [newest, filter, markRead]);
  return (
    <>
      <ScreenTitle title={t("nav.notifications")} />
      <div className="border-b border-line">
        <div
          role="group"
          aria-label={t("notifications.filter")}
          className="fades-on flex gap-2 overflow-x-auto ps-4 py-2"
        >
          {filters.map((each) => (
            <button
              key={each.name}
              type="button"
              aria-pressed={each === filter}
              onClick={() => setFilter(each)}
              className="min-h-9 shrink-0 rounded-full border border-edge px-4 font-medium aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
            >
              {t(each.name)}
            </button>
          ))}
        </div>
      </div>
      <div id={NOTIFICATIONS}>
        <NewsPill
          count={count}
          text={t("notifications.news", { count })}
          onShow={() => {
            show();
            scrollTo({ top: 0 });
          }}
        />
        {list === undefined && query.error !== null ? (
          <FailedState error={query.error} onRetry={() => void query.refetch()} />
        ) : list === undefined ? (
          <LoadingPosts />
        ) : list.length === 0 ? (
          <EmptyState icon="bell" text={t("empty.notifications")} />
        ) : (
          <FilterPlace value={PLACE}>
            <Feed
              label={t("nav.notifications")}
              items={list}
              keyOf={({ key }) => key}
              isBusy={query.isFetchingNextPage}
              onNearEnd={() => {
                if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
              }}
              render={(group, index) => (
                <NotificationView
                  group={group}
                  index={index}
                  count={query.hasNextPage ? undefined : list.length}
                />
              )}
            />
          </FilterPlace>
        )}
      </div>
    </>
  );
}

const kinds: Readonly<Record<string, { icon: IconName; text: MessageId; tone: string }>> = {
  favourite: { icon: "heart", text: "notifications.favourite", tone: "text-like" },
  reblog: { icon: "boost", text: "notifications.reblog", tone: "text-boost" },
  follow: { icon: "follow", text: "notifications.follow", tone: "text-accent" },
  follow_request: { icon: "follow", text: "notifications.followRequest", tone: "text-accent" },
  poll: { icon: "poll", text: "notifications.poll", tone: "text-accent" },
  update: { icon: "pencil", text: "notifications.update", tone: "text-accent" },
  quote: { icon: "quote", text: "notifications.quote", tone: "text-accent" },
  quoted_update: { icon: "pencil", text: "notifications.quotedUpdate", tone: "text-accent" },
};
const unknownKind = { icon: "bell", text: "notifications.other", tone: "text-accent" } as const;

function NotificationView({
  group,
  index,
  count,
}: {
  readonly group: NotificationGroup;
  readonly index: number;
  readonly count: number | undefined;
}): ReactElement {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { newest, accounts } = group;
  const { type, account, status, created_at } = newest;
  if (type === "mention" && status != null)
    return (
      <PostArticle postId={status.id} above={<HowMentioned status={status} />} place={{ index, count }} />
    );
  const { icon, text, tone } = kinds[type] ?? unknownKind;
  const others = accounts.length - 1;
  const said = t(text, { name: nameOf(account), count: others });
  return (
    <article
      tabIndex={0}
      data-index={index}
      data-post={status?.id ?? ""}
      aria-label={said}
      aria-posinset={index + 1}
      aria-setsize={count ?? -1}
      className="flex gap-3 border-b border-line px-4 py-3"
    >
      <span className={`flex w-11 shrink-0 justify-end pt-0.5 ${tone}`}>
        <Icon name={icon} size="lg" filled={icon === "heart"} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-3">
          <span className="flex min-w-0 flex-1 flex-wrap gap-1.5">
            {accounts.slice(0, MOST_FACES).map((each) => (
              <Link
                key={each.id}
                to="/@{$acct}"
                params={{ acct: each.acct }}
                tabIndex={others === 0 ? -1 : undefined}
                aria-hidden={others === 0}
                aria-label={nameOf(each)}
                title={nameOf(each)}
              >
                <Avatar account={each} />
              </Link>
            ))}
          </span>
          <time dateTime={created_at} className="shrink-0 self-start text-sm text-soft">
            {ago(created_at, now, locale)}
          </time>
        </div>
        <p className="mt-1.5 wrap-anywhere">
          <Link to="/@{$acct}" params={{ acct: account.acct }} data-act="author" className="hover:underline">
            {said}
          </Link>
        </p>
        {type === "follow_request" && (
          <Link to="/follow_requests" data-act="open" className={`${buttonClass("quiet")} mt-2`}>
            {t("people.requests")}
          </Link>
        )}
        {status != null && <Quoted id={status.id} />}
      </div>
    </article>
  );
}

/** Whether they answer the reader, speak to the reader alone, or name them in passing. */
function HowMentioned({ status }: { readonly status: Status }): ReactElement {
  const t = useT();
  const me = useMe();
  const name = nameOf(status.account);
  if (status.visibility === "direct") return <Above icon="mail">{t("notifications.direct", { name })}</Above>;
  const parentId = me?.id === status.in_reply_to_account_id ? status.in_reply_to_id : null;
  if (me === undefined || parentId === null)
    return <Above icon="bell">{t("notifications.mention", { name })}</Above>;
  return (
    <Above icon="reply">
      <Link
        to="/@{$acct}/$statusId"
        params={{ acct: me.acct, statusId: parentId }}
        className="hover:underline"
      >
        {t("notifications.answer", { name })}
      </Link>
    </Above>
  );
}

/** The post that a notification is about, in short. */
function Quoted({ id }: { readonly id: string }): ReactElement | null {
  const post = usePost(id);
  if (post === undefined) return null;
  return (
    <Link
      to="/@{$acct}/$statusId"
      params={{ acct: post.account.acct, statusId: post.id }}
      data-act="open"
      className="mt-2 line-clamp-3 block text-soft hover:text-ink"
    >
      {post.spoiler_text === "" ? <PlainText html={post.content} /> : post.spoiler_text}
    </Link>
  );
}
