/** Posts that a search has found, and older ones on request. */

import type { ReactElement } from "react";
import { searchOlderPosts } from "../api/endpoints/search.ts";
import type { Entry } from "../entities/posts.ts";
import { useApp } from "../hooks/app.ts";
import { PostArticle } from "../post/PostArticle.tsx";
import { FoundList } from "./FoundList.tsx";

/** @param found the newest */
export function FoundPosts({
  q,
  found,
}: {
  readonly q: string;
  readonly found: readonly Entry[];
}): ReactElement {
  const { transport, posts } = useApp();
  const last = found.at(-1)?.id ?? "";
  return (
    <FoundList
      queryKey={["search", "older", q, last]}
      found={found}
      start={last}
      read={async (before, signal) =>
        (await searchOlderPosts(transport, q, before, signal)).map((status) => posts.put(status))
      }
      after={(page) => page.at(-1)?.id}
      keyOf={({ id }) => id}
    >
      {({ postId, boostedBy }) => <PostArticle postId={postId} boostedBy={boostedBy} />}
    </FoundList>
  );
}
