/** Why the server does not have a file, in its own words where it said why, and what can be done about it. */

import type { ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { errorText } from "../components/states.tsx";
import { useLocale, useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import { sizeText } from "./sizeText.ts";
import type { UploadFailure } from "./useAttachments.ts";

export function FailedUpload({
  failure,
  name,
  onRetry,
  onRemove,
}: {
  readonly failure: UploadFailure;
  /** Of the file. */
  readonly name: string;
  /** Called beside the failure's own: its button goes. */
  readonly onRetry: () => void;
  readonly onRemove: () => void;
}): ReactElement {
  const t = useT();
  const reason = useReason(failure);
  return (
    <div role="alert" className="w-full rounded-xl bg-warn p-3 text-on-warn">
      <p className="font-medium wrap-anywhere">
        {t("compose.uploadFailed", { name })} {reason}
      </p>
      <div className="mt-2 flex flex-wrap gap-x-4 gap-y-2">
        {failure.kind === "failed" && (
          <Button
            onClick={() => {
              failure.retry();
              onRetry();
            }}
          >
            {t("retry")}
          </Button>
        )}
        <button
          type="button"
          aria-label={t("compose.removeFile", { name })}
          className="min-h-10 rounded-sm font-semibold underline underline-offset-3"
          onClick={onRemove}
        >
          {t("compose.remove")}
        </button>
      </div>
    </div>
  );
}

function useReason(failure: UploadFailure): string {
  const t = useT();
  const locale = useLocale();
  if (failure.kind === "failed") {
    const { error } = failure;
    return error instanceof ApiError && error.code === "refused" ? error.message : t(errorText(error));
  }
  const { refusal } = failure;
  return refusal.id === "compose.fileTooLarge"
    ? t(refusal.id, { size: sizeText(refusal.octets, locale) })
    : t(refusal.id);
}
