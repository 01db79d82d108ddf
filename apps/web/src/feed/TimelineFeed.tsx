/** A timeline on the screen: its feed, the pill for what is new, and what is shown while there is nothing. */

import type { ReactElement, ReactNode } from "react";
import { filterContextOf, sourceKey, type Source } from "../api/endpoints/timelines.ts";
import { Button } from "../components/Button.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNews } from "../hooks/useNews.ts";
import { useTimeline } from "../hooks/useTimeline.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { FilterPlace, isHidden } from "../post/filtered.ts";
import { PostArticle } from "../post/PostArticle.tsx";
import { Feed } from "./Feed.tsx";
import { KeptNote } from "./KeptNote.tsx";
import { NewsPill } from "./NewsPill.tsx";

export function TimelineFeed({
  source,
  label,
  empty,
  ways,
  above,
  isHeld = false,
}: {
  readonly source: Source;
  readonly label: string;
  readonly empty: MessageId;
  /** What to do while there is nothing. */
  readonly ways?: ReactNode;
  /** Stands above it, and comes with it. */
  readonly above?: ReactNode;
  /** It is read, and shown later: what is not there yet would move it. */
  readonly isHeld?: boolean;
}): ReactElement {
  const t = useT();
  const { posts } = useApp();
  const timeline = useTimeline(source);
  const news = useNews(source, timeline.state === "ready");
  if (isHeld || timeline.state === "loading") return <LoadingPosts />;
  if (timeline.state === "failed") {
    return (
      <>
        {above}
        <FailedState error={timeline.error} onRetry={timeline.reload} />
      </>
    );
  }
  const place = filterContextOf(source);
  const entries = timeline.entries.filter(({ postId }) => !isHidden(posts.get(postId) ?? {}, place));
  const count = timeline.hasMore ? undefined : entries.length;
  const show = (): void => {
    news.show();
    scrollTo({ top: 0 });
  };
  return (
    <FilterPlace value={place}>
      {above}
      <div id={sourceKey(source)}>
        <NewsPill count={news.count} text={t("news", { count: news.count })} onShow={show} />
        {timeline.keptAt !== undefined && <KeptNote keptAt={timeline.keptAt} onReload={timeline.reload} />}
        {entries.length === 0 && !timeline.hasMore ? (
          <EmptyState icon="people" text={t(empty)}>
            {ways}
          </EmptyState>
        ) : (
          <Feed
            label={label}
            items={entries}
            keyOf={(entry) => entry.id}
            isBusy={timeline.isLoadingMore}
            onNearEnd={timeline.error === null ? timeline.loadMore : () => undefined}
            render={(entry, index) => (
              <PostArticle postId={entry.postId} boostedBy={entry.boostedBy} place={{ index, count }} />
            )}
          />
        )}
        {(entries.length > 0 || timeline.hasMore) && (
          <div className="flex min-h-24 items-center justify-center p-4 text-soft" role="status">
            {timeline.isLoadingMore ? (
              t("loading")
            ) : timeline.error !== null ? (
              <Button look="quiet" onClick={timeline.loadMore}>
                {t("retry")}
              </Button>
            ) : timeline.hasMore ? (
              ""
            ) : (
              t("feed.end")
            )}
          </div>
        )}
      </div>
    </FilterPlace>
  );
}
