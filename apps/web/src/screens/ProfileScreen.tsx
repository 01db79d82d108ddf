/** Somebody's profile: who they are, and what they wrote, in three views with an address each. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { lookUp } from "../api/endpoints/accounts.ts";
import { readPinned, type ProfileTab } from "../api/endpoints/timelines.ts";
import type { Account } from "../api/entities/account.ts";
import { nameOf } from "../components/PersonName.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../components/states.tsx";
import { TimelineFeed } from "../feed/TimelineFeed.tsx";
import { useApp } from "../hooks/app.ts";
import { isAwaited } from "../hooks/isAwaited.ts";
import { useFeaturedTags } from "../hooks/useFeaturedTags.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { profileQuery, useRelationship } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";
import { PostArticle } from "../post/PostArticle.tsx";
import { ProfileHeader } from "../profile/ProfileHeader.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";

export function ProfileScreen(): ReactElement {
  const acct = usePathParam("acct");
  return <Profile acct={acct} tab="posts" />;
}

export function RepliesScreen(): ReactElement {
  const acct = usePathParam("acct");
  return <Profile acct={acct} tab="replies" />;
}

export function MediaScreen(): ReactElement {
  const acct = usePathParam("acct");
  return <Profile acct={acct} tab="media" />;
}

function Profile({ acct, tab }: { readonly acct: string; readonly tab: ProfileTab }): ReactElement {
  const { transport } = useApp();
  const { data, error, refetch } = useQuery({
    queryKey: profileQuery(acct),
    queryFn: () => lookUp(transport, acct),
  });
  return (
    <>
      <ScreenTitle key={acct} title={data === undefined ? `@${acct}` : nameOf(data)} hasBack />
      {data !== undefined ? (
        <Known key={data.id} account={data} tab={tab} />
      ) : error !== null ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingPosts />
      )}
    </>
  );
}

const tabs = [
  { tab: "posts", to: "/@{$acct}", name: "profile.tabPosts" },
  { tab: "replies", to: "/@{$acct}/with_replies", name: "profile.tabReplies" },
  { tab: "media", to: "/@{$acct}/media", name: "profile.tabMedia" },
] as const;

function Known({ account, tab }: { readonly account: Account; readonly tab: ProfileTab }): ReactElement {
  const t = useT();
  const relationship = useRelationship(account.id);
  const tags = useFeaturedTags(account.id);
  const pinned = usePinned(account.id, tab === "posts");
  return (
    <>
      <ProfileHeader account={account} />
      {/* The hashtags of the header would move what is seen below it. */}
      <div className={tags.isAwaited ? "invisible" : ""}>
        <nav aria-label={t("profile.tabs")} className="flex flex-wrap border-y border-line">
          {tabs.map(({ tab: each, to, name }) => (
            <Link
              key={each}
              to={to}
              params={{ acct: account.acct }}
              replace
              aria-current={each === tab ? "page" : undefined}
              className={`flex min-h-12 flex-1 items-center justify-center border-b-3 px-2 font-semibold hover:bg-raised ${
                each === tab ? "border-accent text-ink" : "border-transparent text-soft"
              }`}
            >
              {t(name)}
            </Link>
          ))}
        </nav>
        {relationship?.blocking === true ? (
          <EmptyState icon="alert" text={t("profile.blocked")} />
        ) : (
          <TimelineFeed
            key={tab}
            source={{ kind: "account", id: account.id, tab }}
            label={t(tabs.find((it) => it.tab === tab)?.name ?? "profile.tabPosts")}
            empty="empty.profile"
            above={pinned.ids.map((id) => (
              <PostArticle key={id} postId={id} isPinned />
            ))}
            isHeld={tags.isAwaited || pinned.isAwaited}
          />
        )}
      </div>
    </>
  );
}

interface Pinned {
  readonly ids: readonly string[];
  /** Whether there may be some that nobody knows of yet. */
  readonly isAwaited: boolean;
}

const none: readonly string[] = [];

/** @param isShown whether they stand on this view of the profile */
function usePinned(accountId: string, isShown: boolean): Pinned {
  const { transport, posts } = useApp();
  const query = useQuery({
    queryKey: ["pinned", accountId],
    queryFn: async () => (await readPinned(transport, accountId)).map((status) => posts.put(status).postId),
    enabled: isShown,
  });
  return { ids: isShown ? (query.data ?? none) : none, isAwaited: isAwaited(query) };
}
