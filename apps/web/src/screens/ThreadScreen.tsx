/** A post with what it answers above and what answered it below. */

import { useEffect, useRef, type ReactElement } from "react";
import { nameOf } from "../components/PersonName.tsx";
import { lazyExtra } from "../components/lazily.tsx";
import { FailedState, LoadingPosts } from "../components/states.tsx";
import type { Branch } from "../feed/threadOf.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { usePost } from "../hooks/usePost.ts";
import { useThread } from "../hooks/useThread.ts";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import { FilterPlace } from "../post/filtered.ts";
import { PostArticle } from "../post/PostArticle.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";

/** It was deleted while it was shown. */
const GONE = new ApiError("not_found", "The post is not there any more.", 404);

const ThreadNews = lazyExtra(withMessages(() => import("./ThreadNews.tsx")));

export function ThreadScreen(): ReactElement {
  const statusId = usePathParam("statusId");
  const acct = usePathParam("acct");
  return <Thread key={statusId} address={statusId} author={acct} />;
}

function Thread({ address, author }: { readonly address: string; readonly author: string }): ReactElement {
  const t = useT();
  const focused = useRef<HTMLDivElement>(null);
  const { data, error, refetch, dataUpdatedAt } = useThread(address, author);
  // Not every node calls it as its address does.
  const id = data?.id ?? address;
  const post = usePost(id);
  const hasAncestors = (data?.ancestors.length ?? 0) > 0;
  // What was asked for is what is seen first, however much stands above it.
  useEffect(() => {
    if (!hasAncestors) return undefined;
    // The router has then put the new screen at its top.
    const frame = requestAnimationFrame(() =>
      focused.current?.scrollIntoView({ block: "start", behavior: "instant" }),
    );
    return () => cancelAnimationFrame(frame);
  }, [hasAncestors]);
  const title = post === undefined ? t("thread.title") : t("post.label", { name: nameOf(post.account) });
  return (
    <>
      <ScreenTitle title={title} hasBack />
      {post === undefined && data !== undefined ? (
        <FailedState error={GONE} />
      ) : error !== null && post === undefined ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : post === undefined ? (
        <LoadingPosts />
      ) : (
        <FilterPlace value="thread">
          {data !== undefined && (
            <ThreadNews address={address} author={author} thread={data} readAt={dataUpdatedAt} />
          )}
          {data?.ancestors.map((each) => (
            <PostArticle key={each} postId={each} />
          ))}
          <div ref={focused} className="scroll-mt-14">
            <PostArticle postId={id} isLarge />
          </div>
          {error !== null && data === undefined && (
            <FailedState error={error} onRetry={() => void refetch()} />
          )}
          {(data?.branches.length ?? 0) > 0 && <h2 className="sr-only">{t("thread.answers")}</h2>}
          {data?.branches.map((branch) => (
            <BranchView key={branch.id} branch={branch} depth={0} />
          ))}
        </FilterPlace>
      )}
    </>
  );
}

/** Deeper answers are not moved further in: on a phone nothing would be left of them. */
const DEEPEST = 3;

function BranchView({ branch, depth }: { readonly branch: Branch; readonly depth: number }): ReactElement {
  return (
    <div className={depth > 0 && depth <= DEEPEST ? "ms-4 border-s-2 border-line" : ""}>
      <PostArticle postId={branch.id} />
      {branch.answers.map((answer) => (
        <BranchView key={answer.id} branch={answer} depth={depth + 1} />
      ))}
    </div>
  );
}
