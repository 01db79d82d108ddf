/** The versions of a post, the newest first. */

import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { readHistory } from "../api/endpoints/statuses.ts";
import type { Post, StatusEdit } from "../api/entities/status.ts";
import { Modal } from "../components/Modal.tsx";
import { PostMedia } from "../components/PostMedia.tsx";
import { PostText } from "../components/PostText.tsx";
import { FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { exactly } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { emojify } from "../text/emojify.tsx";

export function HistoryDialog({
  post,
  onClose,
}: {
  readonly post: Post;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const { data, error, refetch } = useQuery({
    queryKey: ["history", post.id, post.edited_at],
    queryFn: () => readHistory(transport, post.id),
  });
  return (
    <Modal title={t("post.versions")} onClose={onClose}>
      {data !== undefined ? (
        <ol className="px-4 pb-6 sm:px-6">
          {data.toReversed().map((version, index) => (
            <Version
              key={version.created_at}
              version={version}
              post={post}
              name={
                index === data.length - 1 ? t("version.first") : index === 0 ? t("version.now") : undefined
              }
            />
          ))}
        </ol>
      ) : error === null ? (
        <LoadingPosts />
      ) : (
        <FailedState error={error} onRetry={() => void refetch()} />
      )}
    </Modal>
  );
}

function Version({
  version,
  post,
  name,
}: {
  readonly version: StatusEdit;
  readonly post: Post;
  readonly name: string | undefined;
}): ReactElement {
  const locale = useLocale();
  return (
    <li className="border-line py-4 not-last:border-b">
      <h3 className="mb-1 flex flex-wrap items-baseline gap-x-2 text-sm text-soft">
        {name !== undefined && <strong className="text-base text-ink">{name}</strong>}
        <time dateTime={version.created_at}>{exactly(version.created_at, locale)}</time>
      </h3>
      {version.spoiler_text !== "" && (
        <p className="mb-2 rounded-xl bg-warn px-3 py-1.5 font-medium text-on-warn" dir="auto">
          {emojify(version.spoiler_text, version.emojis)}
        </p>
      )}
      <PostText
        html={version.content}
        emojis={version.emojis}
        mentions={post.mentions}
        language={post.language}
      />
      {version.media_attachments.length > 0 && (
        <PostMedia media={version.media_attachments} sensitive={version.sensitive} />
      )}
    </li>
  );
}
