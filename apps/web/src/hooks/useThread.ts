/** A post with what it answers and what answered it, as it was read last. */

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { readContext, readStatus } from "../api/endpoints/statuses.ts";
import { threadOf, type Branch } from "../feed/threadOf.ts";
import { useApp, type App } from "./app.ts";

export interface Thread {
  /** Not every node calls the post as its address does. */
  readonly id: string;
  readonly ancestors: readonly string[];
  readonly branches: readonly Branch[];
}

export const threadQuery = (address: string): readonly [string, string] => ["thread", address];

/** @param author the acct of whose post it is, as its address names them */
export async function readThread(
  { transport, posts }: Pick<App, "transport" | "posts">,
  address: string,
  author: string,
): Promise<Thread> {
  const [status, { ancestors, descendants }] = await Promise.all([
    readStatus(transport, address, author),
    readContext(transport, address, author),
  ]);
  for (const each of [status, ...ancestors, ...descendants]) posts.put(each);
  const { id } = status;
  return { id, ancestors: ancestors.map((each) => each.id), branches: threadOf(id, descendants) };
}

export function useThread(address: string, author: string): UseQueryResult<Thread> {
  const app = useApp();
  return useQuery({
    queryKey: threadQuery(address),
    queryFn: () => readThread(app, address, author),
    // What has come since is asked for by itself: it must not move what is read.
    staleTime: Infinity,
  });
}
