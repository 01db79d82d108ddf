/** What is seen where the node does not say how one signs in. */

import type { ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { EmptyState } from "../components/states.tsx";
import { useT } from "../i18n/useT.ts";
import { proofText } from "./ProofForm.tsx";

export function SignInMeansFailed({
  error,
  onRetry,
}: {
  readonly error: Error;
  readonly onRetry: () => void;
}): ReactElement {
  const t = useT();
  return (
    <div role="alert">
      <EmptyState icon="alert" text={t(proofText(error))}>
        <Button look="quiet" onClick={onRetry}>
          {t("retry")}
        </Button>
      </EmptyState>
    </div>
  );
}
