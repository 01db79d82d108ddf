/** People in a list that goes on page by page. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, type ReactElement, type ReactNode } from "react";
import type { Account } from "../api/entities/account.ts";
import type { Cursor, Page } from "../api/page.ts";
import { useT } from "../i18n/useT.ts";
import { Button } from "./Button.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { EmptyState, FailedState, LoadingPosts } from "./states.tsx";

const FULL_PAGE = 40;

export function PeopleList({
  queryKey,
  read,
  empty,
  action,
}: {
  readonly queryKey: readonly string[];
  readonly read: (cursor: Cursor | undefined) => Promise<Page<Account>>;
  readonly empty: string;
  /** What can be done with each. */
  readonly action?: (account: Account) => ReactNode;
}): ReactElement {
  const t = useT();
  const people = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined,
    queryFn: ({ pageParam }: { pageParam: Cursor | undefined }) => read(pageParam),
    getNextPageParam: (last) => last.next,
  });
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = people;
  const isShort = (people.data?.pages[0]?.items.length ?? 0) < FULL_PAGE;
  useEffect(() => {
    // A short page is most often the last: nobody should have to press a button to learn that.
    if (hasNextPage && isShort && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isShort, isFetchingNextPage, fetchNextPage]);
  const list = people.data?.pages.flatMap(({ items }) => items);
  if (list === undefined) {
    return people.error === null ? (
      <LoadingPosts />
    ) : (
      <FailedState error={people.error} onRetry={() => void people.refetch()} />
    );
  }
  if (list.length === 0) return <EmptyState icon="people" text={empty} />;
  return (
    <>
      <ul>
        {list.map((each) => (
          <li key={each.id}>
            <PersonRow account={each}>{action?.(each)}</PersonRow>
          </li>
        ))}
      </ul>
      {hasNextPage && !isShort && (
        <div className="flex justify-center p-4">
          <Button look="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("showMore")}
          </Button>
        </div>
      )}
    </>
  );
}
