/** What is seen while a sign-in is under way, or has failed. */

import type { ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { EmptyState } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { signInFailures } from "../hooks/useEnter.ts";
import { useT } from "../i18n/useT.ts";
import type { SessionErrorCode } from "../ports/session.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

export function SigningIn({ failure }: { readonly failure: SessionErrorCode | undefined }): ReactElement {
  const t = useT();
  const { session } = useApp();
  return (
    <>
      <ScreenTitle title={t("signIn")} />
      {failure === undefined ? (
        <p role="status" className="p-16 text-center text-soft">
          {t("signIn.under")}
        </p>
      ) : (
        <div role="alert">
          <EmptyState icon="alert" text={t(signInFailures[failure])}>
            <Button onClick={() => void session.signIn("/home")}>{t("retry")}</Button>
          </EmptyState>
        </div>
      )}
    </>
  );
}
