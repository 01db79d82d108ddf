/** How many notifications have not been seen. */

import { useQuery } from "@tanstack/react-query";
import { readUnreadCount } from "../api/endpoints/notifications.ts";
import { useApp } from "./app.ts";

export const UNREAD = ["unread"] as const;

export function useUnread(): number {
  const { transport, sessionId } = useApp();
  const { data = 0 } = useQuery({
    queryKey: UNREAD,
    queryFn: () => readUnreadCount(transport),
    enabled: sessionId !== undefined,
    refetchInterval: 5 * 60_000,
  });
  return data;
}
