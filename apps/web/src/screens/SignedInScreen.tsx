/** Where the server sends the browser back to: finishes the sign-in, and goes on. */

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { useApp } from "../hooks/app.ts";
import { SessionError, type SessionErrorCode } from "../ports/session.ts";
import { SigningIn } from "./SigningIn.tsx";

export function SignedInScreen(): ReactElement {
  const { session } = useApp();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<SessionErrorCode>();
  const begun = useRef(false);
  useEffect(() => {
    // A code is good once, and effects may run twice.
    if (begun.current) return;
    begun.current = true;
    session.resume(new URL(location.href)).then(
      (next) => void navigate({ href: next, replace: true }),
      (error: unknown) => setFailure(error instanceof SessionError ? error.code : "denied"),
    );
  }, [session, navigate]);
  return <SigningIn failure={failure} />;
}
