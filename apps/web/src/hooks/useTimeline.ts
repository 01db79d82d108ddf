/** A timeline: its posts page after page, and what is new above them. */

import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { readTimeline, sourceKey, type Source } from "../api/endpoints/timelines.ts";
import type { Cursor } from "../api/page.ts";
import type { Entry } from "../entities/posts.ts";
import { useApp, type App } from "./app.ts";
import { entriesOf, timelineQuery, type TimelineData, type TimelinePage } from "./timelineCache.ts";

/** How long a timeline that nobody looks at is kept for the way back. */
const KEPT_MILLIS = 30 * 60_000;

export interface Timeline {
  readonly entries: readonly Entry[];
  readonly state: "loading" | "failed" | "ready";
  readonly error: Error | null;
  /** Whether there is more below. */
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** For a timeline that the device kept: since when, in ms since the Unix epoch. */
  readonly keptAt: number | undefined;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** How a timeline is read, and how long it is kept. */
export function timelineOptions({ transport, posts }: Pick<App, "transport" | "posts">, source: Source) {
  return infiniteQueryOptions<
    TimelinePage,
    Error,
    TimelineData,
    readonly [string, string],
    Cursor | undefined
  >({
    queryKey: timelineQuery(sourceKey(source)),
    initialPageParam: undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { items, next, keptAt } = await readTimeline(transport, source, pageParam, signal);
      return { entries: items.map((status) => posts.put(status)), next, keptAt };
    },
    getNextPageParam: (last) => last.next,
    staleTime: Infinity,
    gcTime: KEPT_MILLIS,
    // Pages hold ids: to compare them with what was there is slower than to show them.
    structuralSharing: false,
  });
}

export function useTimeline(source: Source): Timeline {
  const client = useQueryClient();
  const query = useInfiniteQuery(timelineOptions(useApp(), source));
  const { data, isFetchingNextPage, hasNextPage, fetchNextPage } = query;
  const entries = useMemo(() => entriesOf(data), [data]);
  return {
    entries,
    state: data !== undefined ? "ready" : query.isError ? "failed" : "loading",
    error: query.error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    keptAt: data?.pages[0]?.keptAt,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    reload: () => void client.resetQueries({ queryKey: timelineQuery(sourceKey(source)) }),
  };
}
