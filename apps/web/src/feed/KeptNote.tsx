/** Says that a timeline is the one that the device kept, and reads it anew as soon as there is a network. */

import { useEffect, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { exactly } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";

export function KeptNote({
  keptAt,
  onReload,
}: {
  readonly keptAt: number;
  readonly onReload: () => void;
}): ReactElement {
  const t = useT();
  const locale = useLocale();
  useEffect(() => {
    addEventListener("online", onReload);
    return () => removeEventListener("online", onReload);
  });
  return (
    <div role="status" className="flex items-center gap-3 bg-warn px-4 py-3 text-on-warn">
      <p className="min-w-0 flex-1">
        {t("feed.kept", { time: exactly(new Date(keptAt).toISOString(), locale) })}
      </p>
      <Button look="quiet" className="border-current text-current hover:bg-transparent" onClick={onReload}>
        {t("retry")}
      </Button>
    </div>
  );
}
