/** Who follows somebody, and whom they follow. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, type ReactElement } from "react";
import { lookUp, readPeople } from "../api/endpoints/accounts.ts";
import type { Cursor } from "../api/page.ts";
import { Button } from "../components/Button.tsx";
import { PersonRow } from "../components/PersonRow.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { profileQuery } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

const FULL_PAGE = 40;

export function FollowersScreen(): ReactElement {
  const acct = usePathParam("acct");
  return <People acct={acct} which="followers" />;
}

export function FollowingScreen(): ReactElement {
  const acct = usePathParam("acct");
  return <People acct={acct} which="following" />;
}

function People({
  acct,
  which,
}: {
  readonly acct: string;
  readonly which: "followers" | "following";
}): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const account = useQuery({ queryKey: profileQuery(acct), queryFn: () => lookUp(transport, acct) });
  const id = account.data?.id;
  const people = useInfiniteQuery({
    queryKey: ["people", which, id],
    enabled: id !== undefined,
    initialPageParam: undefined,
    queryFn: ({ pageParam }: { pageParam: Cursor | undefined }) =>
      readPeople(transport, id ?? "", which, pageParam),
    getNextPageParam: (last) => last.next,
  });
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = people;
  const isShort = (people.data?.pages[0]?.items.length ?? 0) < FULL_PAGE;
  useEffect(() => {
    // A short page is most often the last: nobody should have to press a button to learn that.
    if (hasNextPage && isShort && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isShort, isFetchingNextPage, fetchNextPage]);
  const error = account.error ?? people.error;
  const list = people.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <ScreenTitle
        title={t(which === "followers" ? "people.followers" : "people.following", { acct })}
        hasBack
      />
      {list === undefined && error !== null ? (
        <FailedState
          error={error}
          onRetry={() => void (account.error ? account.refetch() : people.refetch())}
        />
      ) : list === undefined ? (
        <LoadingPosts />
      ) : list.length === 0 ? (
        <EmptyState icon="people" text={t("empty.people")} />
      ) : (
        <ul>
          {list.map((each) => (
            <li key={each.id}>
              <PersonRow account={each} />
            </li>
          ))}
        </ul>
      )}
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
