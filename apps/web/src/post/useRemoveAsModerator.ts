/** Deletes what somebody else of this node wrote, and takes it out of all lists. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { removeStatus } from "../api/endpoints/admin.ts";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { withdraw } from "../hooks/timelineCache.ts";
import { useRefusal } from "../hooks/useRefusal.ts";

export function useRemoveAsModerator(id: string): () => void {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const refuse = useRefusal();
  const { mutate } = useMutation({
    mutationFn: () => removeStatus(transport, id),
    onSuccess: () => {
      withdraw(client, id);
      posts.remove(id);
      notify("post.deleted");
    },
    onError: refuse,
  });
  return () => mutate();
}
