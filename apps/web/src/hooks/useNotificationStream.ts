/** Hears of notifications as they come: the count rises, and their screen asks for what is new. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useApp } from "./app.ts";
import { UNREAD } from "./useUnread.ts";

export const NEW_NOTIFICATIONS = ["new-notifications"] as const;

export function useNotificationStream(): void {
  const { transport, sessionId } = useApp();
  const client = useQueryClient();
  useEffect(() => {
    if (sessionId === undefined) return undefined;
    return transport.stream({ stream: "user" }, ({ event }) => {
      if (event !== "notification" && event !== "connected") return;
      void client.invalidateQueries({ queryKey: UNREAD });
      void client.invalidateQueries({ queryKey: NEW_NOTIFICATIONS });
    });
  }, [transport, sessionId, client]);
}
