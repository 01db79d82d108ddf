/** A list that goes on page by page: what is loading, what failed, that there is nothing, and the way to more. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, type ReactElement, type ReactNode } from "react";
import type { Cursor, Page } from "../api/page.ts";
import { useT } from "../i18n/useT.ts";
import { Button } from "./Button.tsx";
import type { IconName } from "./Icon.tsx";
import { EmptyState, FailedState, LoadingPosts } from "./states.tsx";

/** A server that looks through many for a few gives short pages: after so many, people say whether it goes on. */
const MOST_UNASKED = 10;

export function PagedList<T extends { readonly id: string }>({
  queryKey,
  read,
  pageSize,
  empty,
  children,
}: {
  readonly queryKey: readonly string[];
  readonly read: (cursor: Cursor | undefined) => Promise<Page<T>>;
  /** After a shorter page the next is read without being asked for: most often there is none. */
  readonly pageSize: number;
  readonly empty: { readonly icon: IconName; readonly text: string };
  /** Each in its row. */
  readonly children: (item: T) => ReactNode;
}): ReactElement {
  const t = useT();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useInfiniteQuery({
      queryKey,
      initialPageParam: undefined,
      queryFn: ({ pageParam }: { pageParam: Cursor | undefined }) => read(pageParam),
      getNextPageParam: (last) => last.next,
    });
  const pages = data?.pages ?? [];
  const goesOn =
    hasNextPage &&
    !isFetchNextPageError &&
    (pages.at(-1)?.items.length ?? 0) < pageSize &&
    pages.length % MOST_UNASKED !== 0;
  useEffect(() => {
    if (goesOn && !isFetchingNextPage) void fetchNextPage();
  }, [goesOn, isFetchingNextPage, fetchNextPage]);
  const list = pages.flatMap(({ items }) => items);
  const isWaiting = data === undefined ? error === null : list.length === 0 && (goesOn || isFetchingNextPage);
  if (isWaiting) return <LoadingPosts />;
  if (data === undefined && error !== null)
    return <FailedState error={error} onRetry={() => void refetch()} />;
  if (list.length === 0 && !hasNextPage) return <EmptyState {...empty} />;
  return (
    <>
      <ul>
        {list.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
      {hasNextPage && !goesOn && (
        <div className="flex justify-center p-4">
          <Button look="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("showMore")}
          </Button>
        </div>
      )}
    </>
  );
}
