/** Deletes a post of one's own, and takes it out of all lists. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { deleteStatus } from "../api/endpoints/statuses.ts";
import type { DeletedStatus } from "../api/entities/status.ts";
import { useApp } from "./app.ts";
import { useNotice } from "./notice.ts";
import { withdraw } from "./timelineCache.ts";

/** @returns deletes; what it is given is called with what it takes to write the post again */
export function useDeleteStatus(id: string): (then?: (deleted: DeletedStatus) => void) => void {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const { mutate } = useMutation({
    mutationFn: async (then: ((deleted: DeletedStatus) => void) | undefined) => {
      const deleted = await deleteStatus(transport, id, then === undefined);
      withdraw(client, id);
      posts.remove(id);
      // The menu that asked for it is gone with the post.
      if (then === undefined) notify("post.deleted");
      else then(deleted);
    },
    onError: () => notify("error.act", "bad"),
  });
  return (then) => mutate(then);
}
