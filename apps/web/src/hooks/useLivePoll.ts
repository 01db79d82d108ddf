/** Keeps the figures of an open poll up to date while they are looked at: streams do not tell of every vote. */

import { useQuery } from "@tanstack/react-query";
import { readPoll } from "../api/endpoints/polls.ts";
import type { Poll } from "../api/entities/status.ts";
import { useApp } from "./app.ts";

const EVERY_MILLIS = 15_000;

/** @returns asks at once */
export function useLivePoll(poll: Poll, postId: string, isShown: boolean): () => void {
  const { transport, posts } = useApp();
  const { refetch } = useQuery({
    queryKey: ["poll", poll.id],
    enabled: isShown && !poll.expired,
    // What stands there has just been read.
    initialData: null,
    staleTime: EVERY_MILLIS,
    refetchInterval: EVERY_MILLIS,
    queryFn: async () => {
      const next = await readPoll(transport, poll.id);
      posts.update(postId, (post) => ({ ...post, poll: next }));
      return null;
    },
  });
  return () => void refetch();
}
