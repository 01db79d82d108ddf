/** What arrives while a timeline is read: it waits above, and moves nothing until the reader wants it. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { readTimeline, sourceKey, streamOf, type Source } from "../api/endpoints/timelines.ts";
import { status } from "../api/entities/status.ts";
import { readList } from "../api/read.ts";
import type { Entry } from "../entities/posts.ts";
import type { StreamMessage } from "../ports/transport.ts";
import { useApp } from "./app.ts";
import { announce, entriesOf, newsQuery, prepend, timelineQuery, withdraw } from "./timelineCache.ts";

const POLL_MILLIS = 30_000;
/** More than this are not kept: the timeline is read anew. */
const MOST = 40;

export interface News {
  readonly count: number;
  /** Brings what waits into the timeline. */
  show(): void;
}

export function useNews(source: Source, isReady: boolean): News {
  const { transport, posts, sessionId, capabilities } = useApp();
  const client = useQueryClient();
  const key = sourceKey(source);
  const isPushed = capabilities.pushesUpdates && sessionId !== undefined;
  const { data: waiting = [] } = useQuery<readonly Entry[]>({
    queryKey: newsQuery(key),
    queryFn: () => [],
    enabled: false,
    gcTime: Infinity,
  });

  const catchUp = useCallback(async () => {
    const [newest] = entriesOf(client.getQueryData(timelineQuery(key)));
    const since = newest === undefined ? undefined : { since_id: newest.id, limit: MOST };
    const { items } = await readTimeline(transport, source, since);
    announce(
      client,
      key,
      items.map((item) => posts.put(item)),
    );
    // `key` says all that matters of `source`, which is made anew with every rendering.
  }, [client, key, transport, posts]);

  useEffect(() => {
    const name = streamOf(source);
    if (!isReady || name === undefined) return undefined;
    if (!isPushed) {
      const timer = setInterval(() => void catchUp().catch(() => undefined), POLL_MILLIS);
      return () => clearInterval(timer);
    }
    return transport.stream(name, (message: StreamMessage) => {
      if (message.event === "connected") void catchUp().catch(() => undefined);
      else if (message.event === "delete") {
        withdraw(client, message.payload);
        posts.remove(message.payload);
      } else if (message.event !== "notification") {
        const entries = readList(status, [message.payload]).map((item) => posts.put(item));
        if (message.event === "update") announce(client, key, entries);
      }
    });
  }, [key, isReady, isPushed, catchUp, client, posts, transport]);

  return {
    count: waiting.length,
    show: () => {
      client.setQueryData(newsQuery(key), []);
      if (waiting.length >= MOST) void client.resetQueries({ queryKey: timelineQuery(key) });
      else prepend(client, key, waiting);
    },
  };
}
