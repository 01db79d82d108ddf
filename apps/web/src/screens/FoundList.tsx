/** What a search has found of one kind, and the rest of it on request. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { Fragment, type ReactElement, type ReactNode } from "react";
import { FOUND, isAll } from "../api/endpoints/search.ts";
import { Button } from "../components/Button.tsx";
import { FailedState } from "../components/states.tsx";
import { useT } from "../i18n/useT.ts";

export function FoundList<T>({
  queryKey,
  found,
  read,
  keyOf,
  children,
}: {
  readonly queryKey: readonly string[];
  /** The first of them. */
  readonly found: readonly T[];
  readonly read: (offset: number, signal: AbortSignal) => Promise<readonly T[]>;
  /** Each is shown once: where several answer together, one may name on a later page what another has named before. */
  readonly keyOf: (item: T) => string;
  readonly children: (item: T) => ReactNode;
}): ReactElement {
  const t = useT();
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    // Those who answer together give a page each: what counts is how many pages there were.
    initialPageParam: FOUND,
    getNextPageParam: (page, _pages, offset) => (isAll(page.length) ? undefined : offset + FOUND),
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
