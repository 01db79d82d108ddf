/** What a post says: its text, poll and media, behind the content warning where there is one. */

import { useState, type ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { PostMedia } from "../components/PostMedia.tsx";
import { PostText } from "../components/PostText.tsx";
import { ContentWarning } from "./ContentWarning.tsx";
import { Filtered } from "./FilteredPost.tsx";
import { FoldedText } from "./FoldedText.tsx";
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
  const hasWarning = post.spoiler_text !== "";
  const [isOpen, setOpen] = useState(!hasWarning);
  const id = `body-${post.id}`;
  const isQuoteShown = post.quote?.state === "accepted";
  const text = (
    <PostText html={post.content} emojis={post.emojis} mentions={post.mentions} language={post.language} />
  );
  return (
    <div className={`mt-0.5 ${isLarge ? "text-lg" : ""} ${isQuoteShown ? "shows-quote" : ""}`}>
      {hasWarning && (
        <ContentWarning post={post} isOpen={isOpen} controls={id} onToggle={() => setOpen(!isOpen)} />
      )}
      <div id={id} hidden={!isOpen} className={hasWarning ? "mt-2" : ""}>
        {isOpen && (
          <>
            {isLarge ? (
              text
            ) : (
              <FoldedText postId={post.id} html={post.content}>
                {text}
              </FoldedText>
            )}
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
