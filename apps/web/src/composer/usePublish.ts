/**
 * Publishing: the post stands in the timeline at once, or waits above it where something further down is being read, and a
 * repeated attempt publishes nothing twice.
 */

import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useRef } from "react";
import { editStatus, publish, type NewStatus, type StatusChange } from "../api/endpoints/publishing.ts";
import type { Status } from "../api/entities/status.ts";
import { isReadFromTop } from "../feed/isReadFromTop.ts";
import { useApp } from "../hooks/app.ts";
import { announce, prepend } from "../hooks/timelineCache.ts";

export function usePublish(
  onPublished: (status: Status) => void,
): UseMutationResult<Status, Error, NewStatus> {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const attempt = useRef<{ readonly draft: string; readonly key: string }>(undefined);
  return useMutation({
    mutationFn: (draft: NewStatus) => {
      const text = JSON.stringify(draft);
      // The same draft again is the same attempt; a changed one is another.
      if (attempt.current?.draft !== text) {
        attempt.current = { draft: text, key: [...crypto.getRandomValues(new Uint32Array(4))].join("-") };
      }
      return publish(transport, draft, attempt.current.key);
    },
    onSuccess: (status) => {
      const entry = posts.put(status);
      for (const key of status.visibility === "public" ? ["home", "local"] : ["home"]) {
        (isReadFromTop(key) ? prepend : announce)(client, key, [entry]);
      }
      if (status.in_reply_to_id !== null) {
        posts.update(status.in_reply_to_id, (post) => ({ ...post, replies_count: post.replies_count + 1 }));
        void client.invalidateQueries({ queryKey: ["thread"] });
      }
      const { quote } = status;
      if (quote?.state === "accepted" && quote.quoted_status != null)
        posts.update(quote.quoted_status.id, (post) => ({
          ...post,
          quotes_count: (post.quotes_count ?? 0) + 1,
        }));
      const own = `account:${status.account.id}:posts`;
      const refetchType = isReadFromTop(own) ? "active" : "none";
      void client.invalidateQueries({ queryKey: ["timeline", own], refetchType });
      onPublished(status);
    },
  });
}

/** Gives a post of one's own a new version, which stands wherever the post does. */
export function useEdit(
  id: string,
  onEdited: (status: Status) => void,
): UseMutationResult<Status, Error, StatusChange> {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: StatusChange) => editStatus(transport, id, change),
    onSuccess: (status) => {
      posts.put(status);
      void client.invalidateQueries({ queryKey: ["history", id] });
      onEdited(status);
    },
  });
}
