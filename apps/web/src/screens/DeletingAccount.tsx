/** What somebody is shown whose account is being deleted: what happens to it, and when there can be another (spec 05: RetryDeleteProfile). */

import { useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { useSignOut } from "../hooks/useSignOut.ts";
import { useT } from "../i18n/useT.ts";
import type { Registration } from "../ports/registration.ts";

export function DeletingAccount({
  registration,
  handle,
  onRetried,
}: {
  readonly registration: Registration;
  readonly handle: string;
  readonly onRetried: () => void;
}): ReactElement {
  const t = useT();
  const retrying = useMutation({ mutationFn: () => registration.retryDeletion(), onSuccess: onRetried });
  const signingOut = useMutation({
    mutationFn: useSignOut(),
    onSettled: () => location.assign("/"),
  });
  return (
    <div className="space-y-4 p-6">
      <p className="text-lg font-semibold">{t("deleting.text", { handle })}</p>
      <p>{t("deleting.elsewhere")}</p>
      <p>{t("deleting.name", { handle })}</p>
      <p className="text-soft">{t("deleting.halt")}</p>
      <p
        role="status"
        className={`min-h-6 font-medium ${retrying.error === null ? "text-soft" : "text-bad"}`}
      >
        {retrying.error !== null ? t("error.offline") : retrying.isSuccess ? t("deleting.asked") : ""}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => retrying.mutate()}>{t("deleting.retry")}</Button>
        <Button look="quiet" disabled={signingOut.isPending} onClick={() => signingOut.mutate()}>
          {t("signOut")}
        </Button>
      </div>
    </div>
  );
}
