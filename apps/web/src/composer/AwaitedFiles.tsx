/** What is said of the files of a draft until they are there again: they are read, or could not be. */

import type { ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { errorText } from "../components/states.tsx";
import { useT } from "../i18n/useT.ts";
import type { Attachments } from "./useAttachments.ts";

export function AwaitedFiles({ attachments }: { readonly attachments: Attachments }): ReactElement | null {
  const t = useT();
  const { awaited, failure } = attachments;
  const count = awaited.length;
  if (count === 0) return null;
  if (failure === null) {
    return (
      <p role="status" className="text-sm text-soft">
        {t("compose.readingFiles", { count })}
      </p>
    );
  }
  return (
    <div role="alert" className="rounded-2xl bg-warn p-4 text-on-warn">
      <p className="font-medium">
        {t("compose.filesFailed", { count })} {t(errorText(failure))}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => attachments.retry()}>{t("retry")}</Button>
        <Button look="plain" className="text-on-warn underline" onClick={() => attachments.giveUp()}>
          {t("compose.withoutFiles")}
        </Button>
      </div>
    </div>
  );
}
