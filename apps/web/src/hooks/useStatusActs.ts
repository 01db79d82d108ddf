/** Liking, boosting and bookmarking: shown at once, taken back when the node says no. */

import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { actOn } from "../api/endpoints/statuses.ts";
import type { Post } from "../api/entities/status.ts";
import { useApp } from "./app.ts";
import { useNotice } from "./notice.ts";

const act = z.object({ mark: z.enum(["favourite", "reblog", "bookmark"]), isOn: z.boolean() });
type Act = z.infer<typeof act>;
export type Mark = Act["mark"];

const flags = { favourite: "favourited", reblog: "reblogged", bookmark: "bookmarked" } as const;
const counts = { favourite: "favourites_count", reblog: "reblogs_count", bookmark: undefined } as const;

const MARKING = "marking";

/** What has been pressed, and the node has not answered yet, besides what it just did answer. */
function waiting(client: QueryClient, id: string, answered: Act): Act[] {
  const marking = client.getMutationCache().findAll({ mutationKey: [MARKING, id], status: "pending" });
  return marking
    .filter(({ state }) => state.variables !== answered)
    .flatMap(({ state }) => act.safeParse(state.variables).data ?? []);
}

/** The post with a mark set or taken away, and its count with it. */
function marked(post: Post, mark: Mark, isOn: boolean): Post {
  const flag = flags[mark];
  if ((post[flag] === true) === isOn) return post;
  const count = counts[mark];
  const counted = count === undefined ? {} : { [count]: Math.max(0, post[count] + (isOn ? 1 : -1)) };
  return { ...post, [flag]: isOn, ...counted };
}

/** @returns turns a mark of the post around */
export function useStatusActs(id: string): (mark: Mark) => void {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const { mutate } = useMutation({
    mutationKey: [MARKING, id],
    // One after the other: two quick presses end as they were pressed.
    scope: { id: `status ${id}` },
    mutationFn: ({ mark, isOn }: Act) => actOn(transport, isOn ? mark : `un${mark}`, id),
    onSuccess: (status, answered) => {
      posts.put(status);
      // The answer to one mark knows nothing of the next, which would go out for a moment.
      for (const { mark, isOn } of waiting(client, id, answered)) {
        posts.update(id, (post) => marked(post, mark, isOn));
      }
    },
    onError: (_error, { mark, isOn }) => {
      posts.update(id, (post) => marked(post, mark, !isOn));
      notify("error.act", "bad");
    },
  });
  return (mark) => {
    const post = posts.get(id);
    if (post === undefined) return;
    const isOn = post[flags[mark]] !== true;
    posts.update(id, (it) => marked(it, mark, isOn));
    mutate({ mark, isOn });
  };
}
