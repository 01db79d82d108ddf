/** The app on a node: a world of its own for each session, so that nothing of one is seen in the next. */

import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useMemo, useState, useSyncExternalStore, type ReactElement } from "react";
import { Posts } from "./entities/posts.ts";
import { AppContext, type App } from "./hooks/app.ts";
import { ApiError } from "./ports/apiError.ts";
import type { NodePorts } from "./ports/node.ts";
import { makeRouter } from "./router.tsx";

const ATTEMPTS = 3;

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // What the node has answered it would answer again.
        retry: (failures, error) =>
          failures < ATTEMPTS && error instanceof ApiError && ["offline", "unavailable"].includes(error.code),
      },
    },
  });
}

export function Root({ node }: { readonly node: NodePorts }): ReactElement {
  const { transport, session, capabilities } = node;
  const sessionId = useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.current(),
  )?.id;
  const world = useMemo(() => {
    const app: App = { transport, session, capabilities, sessionId, posts: new Posts() };
    return { app, client: makeClient() };
  }, [transport, session, capabilities, sessionId]);
  const [router] = useState(makeRouter);
  return (
    <I18nProvider i18n={i18n}>
      <AppContext.Provider value={world.app}>
        <QueryClientProvider client={world.client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AppContext.Provider>
    </I18nProvider>
  );
}
