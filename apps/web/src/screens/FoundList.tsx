/** What a search has found of one kind, and the rest of it on request. */

import { useInfiniteQuery, type InfiniteData } from "@tanstack/react-query";
import { Fragment, type ReactElement, type ReactNode } from "react";
import { isAll } from "../api/endpoints/search.ts";
import { Button } from "../components/Button.tsx";
import { FailedState } from "../components/states.tsx";
import { useT } from "../i18n/useT.ts";

export function FoundList<T>({
  queryKey,
  found,
  start,
  read,
  after,
  keyOf,
  children,
}: {
  readonly queryKey: readonly string[];
  /** The first of them. */
  readonly found: readonly T[];
  /** Where the second page begins. */
  readonly start: string;
  readonly read: (place: string, signal: AbortSignal) => Promise<readonly T[]>;
  /** Where the page after one begins. @param place where that one did */
  readonly after: (page: readonly T[], place: string) => string | undefined;
  /** Each is shown once: where several answer together, one may name on a later page what another has named before. */
  readonly keyOf: (item: T) => string;
  readonly children: (item: T) => ReactNode;
}): ReactElement {
  const t = useT();
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery<
    readonly T[],
    Error,
    InfiniteData<readonly T[], string>,
    readonly string[],
    string
  >({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: start,
    getNextPageParam: (page, _pages, place) => (isAll(page.length) ? undefined : after(page, place)),
    enabled: false,
  });
  const isMore = data === undefined ? !isAll(found.length) : hasNextPage;
  const all = new Map<string, T>();
  for (const item of [...found, ...(data?.pages.flat() ?? [])]) {
    if (!all.has(keyOf(item))) all.set(keyOf(item), item);
  }
  return (
    <>
      {[...all].map(([key, item]) => (
        <Fragment key={key}>{children(item)}</Fragment>
      ))}
      {error !== null && <FailedState error={error} onRetry={() => void fetchNextPage()} />}
      {error === null && isMore && (
        <div className="flex justify-center border-b border-line p-4">
          <Button look="quiet" disabled={isFetching} onClick={() => void fetchNextPage()}>
            {t("showMore")}
          </Button>
        </div>
      )}
    </>
  );
}
