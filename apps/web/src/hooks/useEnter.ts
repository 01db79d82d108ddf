/** The ways in, from wherever one is, and back to there afterwards; where they lead nowhere, that is said. */

import { useMemo } from "react";
import type { MessageId } from "../i18n/locale.ts";
import { SessionError, type SessionErrorCode } from "../ports/session.ts";
import { useApp } from "./app.ts";
import { here } from "./here.ts";
import { useNotice } from "./notice.ts";

export const signInFailures: Readonly<Record<SessionErrorCode, MessageId>> = {
  insecure_context: "signIn.insecure",
  denied: "signIn.denied",
  stale: "signIn.stale",
  offline: "error.offline",
};

export interface Enter {
  readonly signIn: () => void;
  /** @param next where to go on, if not here */
  readonly signUp: (next?: string) => void;
}

export function useEnter(): Enter {
  const { session } = useApp();
  const notify = useNotice();
  return useMemo(() => {
    const fail = (error: unknown): void =>
      notify(error instanceof SessionError ? signInFailures[error.code] : "error.act", "bad");
    return {
      signIn: () => void session.signIn(here()).catch(fail),
      signUp: (next = here()) => void session.signUp(next).catch(fail),
    };
  }, [session, notify]);
}
