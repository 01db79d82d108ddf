/** The session of a browser at a Node server: a bearer token by OAuth, kept on the device. */

import type { SessionPort } from "../../ports/session.ts";
import { isSessionKey } from "../sessionKeeper.ts";
import { keptSession, type KeptSession } from "./keptSession.ts";
import { beginSignIn, endAtServer, finishSignIn } from "./oauth.ts";

export interface NodeSession extends SessionPort {
  current(): KeptSession | undefined;
}

export function nodeSession(): NodeSession {
  const listeners = new Set<() => void>();
  let session = keptSession.read();
  const set = (next: KeptSession | undefined): void => {
    session = next;
    for (const listener of listeners) listener();
  };
  // Signing out in one tab signs out in all.
  addEventListener("storage", ({ key }) => {
    if (isSessionKey(key)) set(keptSession.read());
  });
  return {
    current: () => session,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn(next) {
      location.assign(await beginSignIn(next));
    },
    async signUp(next) {
      location.assign(`/auth/sign_up?next=${encodeURIComponent(await beginSignIn(next))}`);
    },
    async resume(url) {
      const finished = await finishSignIn(url);
      keptSession.keep(finished.session);
      set(finished.session);
      return finished.next;
    },
    async signOut() {
      const ended = session;
      keptSession.forget();
      set(undefined);
      if (ended !== undefined) await endAtServer(ended);
    },
    expire() {
      keptSession.forget();
      set(undefined);
    },
  };
}
