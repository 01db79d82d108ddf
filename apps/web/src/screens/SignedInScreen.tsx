/** Where the server sends the browser back to: finishes the sign-in, and goes on. */

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { EmptyState } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { SessionError, type SessionErrorCode } from "../ports/session.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

const texts: Readonly<Record<SessionErrorCode, MessageId>> = {
  insecure_context: "signIn.insecure",
  denied: "signIn.denied",
  stale: "signIn.stale",
  offline: "error.offline",
};

export function SignedInScreen(): ReactElement {
  const t = useT();
  const { session } = useApp();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<SessionErrorCode>();
  const begun = useRef(false);
  useEffect(() => {
    // A code is good once, and effects may run twice.
    if (begun.current) return;
    begun.current = true;
    session.resume(new URL(location.href)).then(
      (next) => void navigate({ to: next, replace: true }),
      (error: unknown) => setFailure(error instanceof SessionError ? error.code : "denied"),
    );
  }, [session, navigate]);
  return (
    <>
      <ScreenTitle title={t("signIn")} />
      {failure === undefined ? (
        <p role="status" className="p-16 text-center text-soft">
          {t("signIn.under")}
        </p>
      ) : (
        <div role="alert">
          <EmptyState icon="alert" text={t(texts[failure])}>
            <Button onClick={() => void session.signIn("/home")}>{t("retry")}</Button>
          </EmptyState>
        </div>
      )}
    </>
  );
}
