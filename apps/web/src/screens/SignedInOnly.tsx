/** What is for whoever is signed in; all others are shown the ways in. */

import type { ReactElement, ReactNode } from "react";
import { Button } from "../components/Button.tsx";
import { EmptyState } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useEnter } from "../hooks/useEnter.ts";
import { useInstance } from "../hooks/useInstance.ts";
import { useT } from "../i18n/useT.ts";
import { doorPath } from "../ports/elsewhere.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

export function SignedInOnly({ children }: { readonly children: ReactNode }): ReactNode {
  const { sessionId } = useApp();
  return sessionId === undefined ? <WaysIn /> : children;
}

function WaysIn(): ReactElement {
  const t = useT();
  const { signIn, signUp } = useEnter();
  const instance = useInstance();
  return (
    <>
      <ScreenTitle title={t("signIn")} />
      <EmptyState icon="people" text={t("signIn.why")}>
        <div className="flex flex-wrap justify-center gap-2">
          {instance?.registrations.enabled !== false && (
            <Button onClick={() => signUp()}>{t("signUp")}</Button>
          )}
          <Button look="quiet" onClick={signIn}>
            {t("signIn")}
          </Button>
        </div>
        <a href={doorPath()} className="font-medium text-accent underline underline-offset-3">
          {t("elsewhere.title")}
        </a>
      </EmptyState>
    </>
  );
}
