/** The session of a browser at a Mastodon-compatible server: a bearer token by OAuth, kept on the device. */

import type { SessionPort } from "../../ports/session.ts";
import { keptSession, type KeptSession } from "./keptSession.ts";
import type { Server } from "./server.ts";

/** Needed when one signs in or out, and not in between. */
const oauth = (): Promise<typeof import("./oauth.ts")> => import("./oauth.ts");

export interface NodeSession extends SessionPort {
  current(): KeptSession | undefined;
}

export function nodeSession(server: Server): NodeSession {
  const listeners = new Set<() => void>();
  const keeper = keptSession(server);
  let session = keeper.read();
  const set = (next: KeptSession | undefined): void => {
    session = next;
    for (const listener of listeners) listener();
  };
  // Signing out in one tab signs out in all.
  addEventListener("storage", ({ key }) => {
    if (keeper.isMeant(key)) set(keeper.read());
  });
  return {
    current: () => session,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn(next) {
      const { beginSignIn } = await oauth();
      location.assign(await beginSignIn(server, next));
    },
    async signUp(next) {
      if (server.isOwn) {
        const { beginSignIn } = await oauth();
        const { pathname, search } = new URL(await beginSignIn(server, next));
        const query = new URLSearchParams({ next: pathname + search, lang: document.documentElement.lang });
        location.assign(`/auth/sign_up?${query.toString()}`);
      } else location.assign(server.api);
    },
    async resume(url) {
      const { finishSignIn, revokeToken } = await oauth();
      const finished = await finishSignIn(server, url);
      const before = keeper.read();
      keeper.keep(finished.session);
      set(finished.session);
      // Some servers give the same token again.
      if (before !== undefined && before.token !== finished.session.token) void revokeToken(server, before);
      return finished.next;
    },
    async signOut() {
      const ended = session;
      keeper.forget();
      set(undefined);
      if (ended === undefined) return;
      const { endAtServer } = await oauth();
      await endAtServer(server, ended);
    },
    expire() {
      keeper.forget();
      set(undefined);
    },
  };
}
