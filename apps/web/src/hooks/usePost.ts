/** One post, as it is now. */

import { useCallback, useSyncExternalStore } from "react";
import type { Post } from "../api/entities/status.ts";
import { useApp } from "./app.ts";

export function usePost(id: string): Post | undefined {
  const { posts } = useApp();
  const subscribe = useCallback((listener: () => void) => posts.subscribe(id, listener), [posts, id]);
  return useSyncExternalStore(subscribe, () => posts.get(id));
}
