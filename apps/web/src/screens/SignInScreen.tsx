/** The door that pages outside of the app lead to: whoever is not signed in yet is taken to sign in, and all go home. */

import { Navigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { useApp } from "../hooks/app.ts";
import { SessionError, type SessionErrorCode } from "../ports/session.ts";
import { SignedInOnly } from "./SignedInOnly.tsx";
import { SigningIn } from "./SigningIn.tsx";

const HOME = "/home";

export function SignInScreen(): ReactElement {
  const { session, sessionId, capabilities } = useApp();
  const isHere = capabilities.signInOpensWindow;
  const [failure, setFailure] = useState<SessionErrorCode>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || sessionId !== undefined || isHere) return;
    begun.current = true;
    session
      .signIn(HOME)
      .catch((error: unknown) => setFailure(error instanceof SessionError ? error.code : "denied"));
  }, [session, sessionId, isHere]);
  // A window is opened by a click of the person's own.
  if (sessionId === undefined && isHere) return <SignedInOnly>{null}</SignedInOnly>;
  return sessionId === undefined ? <SigningIn failure={failure} /> : <Navigate to={HOME} replace />;
}
