/** What a post says: its text, poll and media, behind the content warning where there is one. */

import { useState, type ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { PostMedia } from "../components/PostMedia.tsx";
import { PostText } from "../components/PostText.tsx";
import { Icon } from "../components/Icon.tsx";
import { emojify } from "../text/emojify.tsx";
import { useT } from "../i18n/useT.ts";
import { Filtered } from "./FilteredPost.tsx";
import { PostPoll } from "./PostPoll.tsx";
import { QuoteCard } from "./QuotedPost.tsx";

export function PostBody(props: { readonly post: Post; readonly isLarge: boolean }): ReactElement {
  // What one has opened oneself is shown.
  if (props.isLarge) return <Body {...props} />;
  return (
    <Filtered post={props.post}>
      <Body {...props} />
    </Filtered>
  );
}

function Body({ post, isLarge }: { readonly post: Post; readonly isLarge: boolean }): ReactElement {
  const t = useT();
  const hasWarning = post.spoiler_text !== "";
  const [isOpen, setOpen] = useState(!hasWarning);
  const id = `body-${post.id}`;
  const isQuoteShown = post.quote?.state === "accepted";
  return (
    <div className={`mt-0.5 ${isLarge ? "text-lg" : ""} ${isQuoteShown ? "shows-quote" : ""}`}>
      {hasWarning && (
        <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-xl bg-warn px-3 py-1.5 text-on-warn">
          <p className="flex items-start gap-2 font-medium wrap-anywhere" dir="auto">
            <span className="mt-0.5">
              <Icon name="warning" />
            </span>
            <span>{emojify(post.spoiler_text, post.emojis)}</span>
          </p>
          <button
            type="button"
            data-act="warning"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
            className="min-h-9 rounded-full px-3 text-base font-semibold underline underline-offset-3"
          >
            {t(isOpen ? "post.showLess" : "post.showMore")}
          </button>
        </div>
      )}
      <div id={id} hidden={!isOpen} className={hasWarning ? "mt-2" : ""}>
        {isOpen && (
          <>
            <PostText
              html={post.content}
              emojis={post.emojis}
              mentions={post.mentions}
              language={post.language}
            />
            {post.poll !== null && <PostPoll poll={post.poll} postId={post.id} />}
            {post.media_attachments.length > 0 && (
              <PostMedia media={post.media_attachments} sensitive={post.sensitive && !hasWarning} />
            )}
            {post.quote != null && <QuoteCard quote={post.quote} />}
          </>
        )}
      </div>
    </div>
  );
}
