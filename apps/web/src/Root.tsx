/** The app on a node: a world of its own for each session. */

import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useMemo, useState, useSyncExternalStore, type ReactElement } from "react";
import { AppContext } from "./hooks/app.ts";
import { Directed } from "./i18n/Directed.tsx";
import { basePath } from "./ports/elsewhere.ts";
import type { NodePorts } from "./ports/node.ts";
import { makeRouter } from "./router.tsx";
import { makeWorld, type World } from "./world.ts";

export function Root({ node, first }: { readonly node: NodePorts; readonly first: World }): ReactElement {
  const { session } = node;
  const sessionId = useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.current(),
  )?.id;
  const world = useMemo(
    () => (sessionId === first.app.sessionId ? first : makeWorld(node)),
    [node, first, sessionId],
  );
  const [router] = useState(() => makeRouter(basePath(node.guestAt)));
  return (
    <I18nProvider i18n={i18n}>
      <AppContext.Provider value={world.app}>
        <QueryClientProvider client={world.client}>
          <Directed>
            <RouterProvider router={router} />
          </Directed>
        </QueryClientProvider>
      </AppContext.Provider>
    </I18nProvider>
  );
}
