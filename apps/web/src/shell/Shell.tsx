/** The frame around every screen: skip link, navigation, the screen itself, what stands beside it. */

import { Outlet } from "@tanstack/react-router";
import { useCallback, useEffect, useState, type ReactElement } from "react";
import { lazyDialog } from "../components/lazily.tsx";
import { forgetDrafts } from "../composer/draft.ts";
import { useApp } from "../hooks/app.ts";
import { ComposeContext, type ComposeRequest } from "../hooks/compose.ts";
import { useAuthor } from "../hooks/useAuthor.ts";
import { useEnter } from "../hooks/useEnter.ts";
import { useNotificationStream } from "../hooks/useNotificationStream.ts";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { useShortcuts } from "../keyboard/useShortcuts.ts";
import { basePath } from "../ports/elsewhere.ts";
import { Aside } from "./Aside.tsx";
import { GuestBar } from "./GuestBar.tsx";
import { BottomBar, SideNav } from "./navigation.tsx";
import { Notices } from "./Notices.tsx";

const Composer = lazyDialog(withMessages(() => import("../composer/ComposerDialog.tsx")));
const KeyboardHelp = lazyDialog(withMessages(() => import("./KeyboardHelp.tsx")));

export function Shell(): ReactElement {
  return (
    <Notices>
      <Frame />
    </Notices>
  );
}

function Frame(): ReactElement {
  const t = useT();
  const { sessionId, guestAt } = useApp();
  const { signIn } = useEnter();
  const [composing, setComposing] = useState<{ readonly request: ComposeRequest; readonly by: string }>();
  const [showsHelp, setShowsHelp] = useState(false);
  const compose = useCallback(
    (request: ComposeRequest) => {
      if (sessionId === undefined) signIn();
      else setComposing({ request, by: sessionId });
    },
    [signIn, sessionId],
  );
  useShortcuts({ compose: () => compose({}), help: () => setShowsHelp(true) });
  useNotificationStream();
  const author = useAuthor();
  useEffect(() => {
    // Whoever signed in last wrote none of the others.
    if (author !== undefined) forgetDrafts(basePath(guestAt), author);
  }, [author, guestAt]);
  return (
    <ComposeContext.Provider value={compose}>
      <a
        href="#main"
        className="fixed start-4 top-2 z-50 -translate-y-20 rounded-full bg-accent px-5 py-2 font-semibold text-on-accent focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <div className="mx-auto flex max-w-[80rem] justify-center gap-6 md:px-4">
        {/* It looks into what this session has read, not into what the one before had. */}
        <SideNav key={sessionId} onHelp={() => setShowsHelp(true)} />
        <div className="w-full max-w-[40rem] min-w-0">
          <main
            id="main"
            tabIndex={-1}
            className="min-h-dvh pb-20 md:pb-0 border-line bg-card outline-none md:border-x"
          >
            <GuestBar />
            <Outlet />
          </main>
        </div>
        <Aside />
      </div>
      <BottomBar key={sessionId} />
      {/* What one answers, or writes again, is for nobody who signs in after them. */}
      {composing !== undefined && composing.by === sessionId && (
        <Composer request={composing.request} onClose={() => setComposing(undefined)} />
      )}
      {showsHelp && <KeyboardHelp onClose={() => setShowsHelp(false)} />}
    </ComposeContext.Provider>
  );
}
