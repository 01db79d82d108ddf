/** Liking, boosting and bookmarking: shown at once, taken back when the node says no. */

import { useMutation } from "@tanstack/react-query";
import { actOn } from "../api/endpoints/statuses.ts";
import type { Post } from "../api/entities/status.ts";
import { useApp } from "./app.ts";
import { useNotice } from "./notice.ts";

export type Mark = "favourite" | "reblog" | "bookmark";

const flags = { favourite: "favourited", reblog: "reblogged", bookmark: "bookmarked" } as const;
const counts = { favourite: "favourites_count", reblog: "reblogs_count", bookmark: undefined } as const;

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
  const notify = useNotice();
  const { mutate } = useMutation({
    // One after the other: two quick presses end as they were pressed.
    scope: { id: `status ${id}` },
    mutationFn: ({ mark, isOn }: { mark: Mark; isOn: boolean }) =>
      actOn(transport, isOn ? mark : `un${mark}`, id),
    onSuccess: (status) => posts.put(status),
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
