/** Pins a post of one's own to the profile, or takes it down. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { actOn } from "../api/endpoints/statuses.ts";
import type { Post } from "../api/entities/status.ts";
import { useApp } from "./app.ts";
import { useRefusal } from "./useRefusal.ts";
import { useNotice } from "./notice.ts";

export function usePin(post: Post): () => void {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const refuse = useRefusal();
  const { mutate } = useMutation({
    scope: { id: `status ${post.id}` },
    mutationFn: () => actOn(transport, post.pinned === true ? "unpin" : "pin", post.id),
    onSuccess: (status) => {
      posts.put(status);
      void client.invalidateQueries({ queryKey: ["pinned", post.account.id] });
      notify(status.pinned === true ? "post.pinnedNow" : "post.unpinnedNow");
    },
    onError: refuse,
  });
  return () => mutate();
}
