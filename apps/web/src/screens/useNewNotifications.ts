/** The notifications, page after page; those that come while one further down is read wait above, and move nothing. */

import {
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { readNotifications } from "../api/endpoints/notifications.ts";
import type { Notification } from "../api/entities/notification.ts";
import type { Cursor, Page } from "../api/page.ts";
import { isReadFromTop } from "../feed/isReadFromTop.ts";
import { useApp } from "../hooks/app.ts";
import { NEW_NOTIFICATIONS } from "../hooks/useNotificationStream.ts";

/** The id of the element that holds the list. */
export const NOTIFICATIONS = "notifications";
/** More than this are not kept: the list is read anew. */
const MOST = 30;

type Pages = InfiniteData<Page<Notification>, Cursor | undefined>;

export interface NewNotifications {
  readonly query: UseInfiniteQueryResult<Pages>;
  /** How many wait. */
  readonly count: number;
  /** Brings what waits into the list. */
  readonly show: () => void;
}

/** @param types of the notifications; none for all */
export function useNewNotifications(name: string, types: readonly string[]): NewNotifications {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const listKey = [NOTIFICATIONS, name];
  const newKey = [...NEW_NOTIFICATIONS, name];
  const readPage = async (cursor: Cursor | undefined): Promise<Page<Notification>> => {
    const page = await readNotifications(transport, types, cursor);
    for (const { status } of page.items) if (status != null) posts.put(status);
    return page;
  };
  const query = useInfiniteQuery<Page<Notification>, Error, Pages, readonly string[], Cursor | undefined>({
    queryKey: listKey,
    initialPageParam: undefined,
    queryFn: ({ pageParam }) => readPage(pageParam),
    getNextPageParam: (last) => last.next,
    // What has come since is asked for by itself.
    staleTime: Infinity,
  });
  const { data: waiting } = useQuery({
    queryKey: newKey,
    enabled: query.isSuccess,
    initialData: [],
    queryFn: async () => {
      const newest = client.getQueryData<Pages>(listKey)?.pages[0]?.items[0];
      return (await readPage(newest && { since_id: newest.id, limit: MOST })).items;
    },
  });
  const fresh = query.data === undefined ? waiting : withoutKnown(query.data, waiting);
  const show = (): void => {
    client.setQueryData(newKey, []);
    if (waiting.length >= MOST) void client.resetQueries({ queryKey: listKey });
    else client.setQueryData<Pages>(listKey, (data) => data && withAbove(data, fresh));
  };
  useEffect(() => {
    if (waiting.length > 0 && isReadFromTop(NOTIFICATIONS)) show();
  });
  return { query, count: fresh.length, show };
}

function withAbove(data: Pages, items: readonly Notification[]): Pages {
  const [first, ...rest] = data.pages;
  if (first === undefined) return data;
  return { ...data, pages: [{ ...first, items: [...items, ...first.items] }, ...rest] };
}

/** The list may have been read anew since they came. */
function withoutKnown({ pages }: Pages, items: readonly Notification[]): readonly Notification[] {
  const known = new Set(pages.flatMap((page) => page.items.map(({ id }) => id)));
  return items.filter(({ id }) => !known.has(id));
}
