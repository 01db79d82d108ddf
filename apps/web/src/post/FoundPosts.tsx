/** Posts that a search has found, and older ones on request. */

import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { isAll, searchOlderPosts } from "../api/endpoints/search.ts";
import { Button } from "../components/Button.tsx";
import { FailedState } from "../components/states.tsx";
import type { Entry } from "../entities/posts.ts";
import { useApp } from "../hooks/app.ts";
import { useT } from "../i18n/useT.ts";
import { PostArticle } from "./PostArticle.tsx";

/** @param found the newest */
export function FoundPosts({
  q,
  found,
}: {
  readonly q: string;
  readonly found: readonly Entry[];
}): ReactElement {
  const t = useT();
  const { transport, posts } = useApp();
  const last = found.at(-1)?.id ?? "";
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["search", "older", q, last],
    queryFn: async ({ pageParam, signal }) =>
      (await searchOlderPosts(transport, q, pageParam, signal)).map((status) => posts.put(status)),
    initialPageParam: last,
    getNextPageParam: (page) => (isAll(page.length) ? undefined : page.at(-1)?.id),
    enabled: false,
  });
  const isMore = data === undefined ? !isAll(found.length) : hasNextPage;
  return (
    <>
      {[...found, ...(data?.pages.flat() ?? [])].map(({ id, postId, boostedBy }) => (
        <PostArticle key={id} postId={postId} boostedBy={boostedBy} />
      ))}
      {error !== null && <FailedState error={error} onRetry={() => void fetchNextPage()} />}
      {error === null && isMore && (
        <div className="p-4 text-center">
          <Button disabled={isFetching} onClick={() => void fetchNextPage()}>
            {t("showMore")}
          </Button>
        </div>
      )}
    </>
  );
}
