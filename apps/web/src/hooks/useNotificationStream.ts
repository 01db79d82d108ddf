/** Hears of notifications as they come: the count rises, and the list is read anew when it is looked at next. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useApp } from "./app.ts";
import { UNREAD } from "./useUnread.ts";

export function useNotificationStream(): void {
  const { transport, sessionId } = useApp();
  const client = useQueryClient();
  useEffect(() => {
    if (sessionId === undefined) return undefined;
    return transport.stream({ stream: "user" }, ({ event }) => {
      if (event !== "notification" && event !== "connected") return;
      void client.invalidateQueries({ queryKey: UNREAD });
      void client.invalidateQueries({ queryKey: ["notifications"] });
    });
  }, [transport, sessionId, client]);
}
