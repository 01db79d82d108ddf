/** Hears no more of a conversation, or again (Mastodon: POST /api/v1/statuses/:id/mute). */

import { useMutation } from "@tanstack/react-query";
import { actOn } from "../api/endpoints/statuses.ts";
import type { Post } from "../api/entities/status.ts";
import { useApp } from "./app.ts";
import { useNotice } from "./notice.ts";
import { useRefusal } from "./useRefusal.ts";

export function useConversationMute(post: Post): () => void {
  const { transport, posts } = useApp();
  const notify = useNotice();
  const refuse = useRefusal();
  const { mutate } = useMutation({
    scope: { id: `status ${post.id}` },
    mutationFn: () => actOn(transport, post.muted === true ? "unmute" : "mute", post.id),
    onSuccess: (status) => {
      posts.put(status);
      notify(status.muted === true ? "post.conversationMuted" : "post.conversationUnmuted");
    },
    onError: refuse,
  });
  return () => mutate();
}
