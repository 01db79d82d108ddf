/** All that belongs to one session: its posts and what has been read. Nothing of one is seen in the next. */

import { QueryClient } from "@tanstack/react-query";
import { Posts } from "./entities/posts.ts";
import { pagesToPlace } from "./feed/reloadMemory.ts";
import type { App } from "./hooks/app.ts";
import { instanceOptions } from "./hooks/useInstance.ts";
import { meOptions } from "./hooks/useMe.ts";
import { timelineOptions } from "./hooks/useTimeline.ts";
import { offlineTransport } from "./offline/offlineTransport.ts";
import { ApiError } from "./ports/apiError.ts";
import type { NodePorts } from "./ports/node.ts";

const ATTEMPTS = 3;

export interface World {
  readonly app: App;
  readonly client: QueryClient;
}

export function makeWorld(node: NodePorts): World {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // Without a network there is what the device has kept.
        networkMode: "always",
        // What the node has answered it would answer again.
        retry: (failures, error) =>
          failures < ATTEMPTS &&
          navigator.onLine &&
          error instanceof ApiError &&
          ["offline", "unavailable"].includes(error.code),
      },
      // What one does says at once that it did not work: done hours later it would surprise.
      mutations: { networkMode: "always" },
    },
  });
  const app = {
    ...node,
    transport: offlineTransport(node),
    sessionId: node.session.current()?.id,
    posts: new Posts(),
  };
  return { app, client };
}

/** Asks for what the home screen will need, while the app itself is still on its way. */
export function warmUp({ app, client }: World): void {
  const asked: Promise<unknown>[] = [client.query(instanceOptions(app.transport))];
  if (app.sessionId !== undefined) {
    asked.push(client.query(meOptions(app.transport)));
    const home = timelineOptions(app, { kind: "home" });
    asked.push(
      client.infiniteQuery({
        ...home,
        pages: pagesToPlace(),
        // Below what the device kept there is nothing without a network.
        getNextPageParam: ({ keptAt, next }) => (keptAt === undefined ? next : undefined),
      }),
    );
  }
  // The screens ask again, and say what is wrong.
  void Promise.allSettled(asked);
}
