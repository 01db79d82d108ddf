/** The timelines that are in memory: what has been read of them, and the news that waits above. */

import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Entry, Posts } from "../entities/posts.ts";
import type { Cursor } from "../api/page.ts";

export interface TimelinePage {
  readonly entries: readonly Entry[];
  readonly next: Cursor | undefined;
  readonly keptAt: number | undefined;
}
export type TimelineData = InfiniteData<TimelinePage, Cursor | undefined>;

const TIMELINE = "timeline";
const NEWS = "news";

export const timelineQuery = (key: string): readonly [string, string] => [TIMELINE, key];
export const newsQuery = (key: string): readonly [string, string] => [NEWS, key];

/** The entries in order, each once: while pages are read new posts move what is on them. */
export function entriesOf(data: TimelineData | undefined): Entry[] {
  const seen = new Set<string>();
  return (data?.pages ?? [])
    .flatMap((page) => page.entries)
    .filter(({ id }) => !seen.has(id) && seen.add(id).size > 0);
}

/** Puts entries above all others of a timeline that has been read; they are no news any more. */
export function prepend(client: QueryClient, key: string, entries: readonly Entry[]): void {
  const ids = new Set(entries.map(({ id }) => id));
  client.setQueryData<readonly Entry[]>(newsQuery(key), (news) => news?.filter(({ id }) => !ids.has(id)));
  client.setQueryData<TimelineData>(timelineQuery(key), (data) => {
    const [first, ...rest] = data?.pages ?? [];
    if (data === undefined || first === undefined) return data;
    return { ...data, pages: [{ ...first, entries: [...entries, ...first.entries] }, ...rest] };
  });
}

/** Lets posts wait above a timeline that has been read until the reader wants them. */
export function announce(client: QueryClient, key: string, entries: readonly Entry[]): void {
  const data = client.getQueryData<TimelineData>(timelineQuery(key));
  if (data === undefined) return;
  const known = new Set(entriesOf(data).map(({ id }) => id));
  const waiting = client.getQueryData<readonly Entry[]>(newsQuery(key)) ?? [];
  for (const { id } of waiting) known.add(id);
  const fresh = entries.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) client.setQueryData(newsQuery(key), [...fresh, ...waiting]);
}

/** Takes a post, and every boost of it, out of all timelines. */
export function withdraw(client: QueryClient, id: string): void {
  keepOnly(client, (entry) => entry.id !== id && entry.postId !== id);
}

/** Takes what somebody wrote or boosted out of all timelines but their own. */
export function withdrawAccount(client: QueryClient, posts: Posts, accountId: string): void {
  const isTheirs = ({ postId, boostedBy }: Entry): boolean =>
    boostedBy?.id === accountId || posts.get(postId)?.account.id === accountId;
  keepOnly(client, (entry) => !isTheirs(entry), `account:${accountId}:`);
}

/** @param except timelines whose key begins so stay as they are */
function keepOnly(client: QueryClient, keep: (entry: Entry) => boolean, except?: string): void {
  const isMeant = ({ queryKey: [, key] }: { readonly queryKey: readonly unknown[] }): boolean =>
    except === undefined || typeof key !== "string" || !key.startsWith(except);
  client.setQueriesData<TimelineData>({ queryKey: [TIMELINE], predicate: isMeant }, (data) =>
    data === undefined
      ? data
      : { ...data, pages: data.pages.map((page) => ({ ...page, entries: page.entries.filter(keep) })) },
  );
  client.setQueriesData<readonly Entry[]>({ queryKey: [NEWS], predicate: isMeant }, (entries) =>
    entries?.filter(keep),
  );
}
