/** Says at which server one is, where that is another than the app's own, and leads back. */

import type { ReactElement } from "react";
import { Icon } from "../components/Icon.tsx";
import { useApp } from "../hooks/app.ts";
import { useT } from "../i18n/useT.ts";

export function GuestBar(): ReactElement | null {
  const t = useT();
  const { guestAt } = useApp();
  if (guestAt === undefined) return null;
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line bg-tint px-4 py-1 text-sm">
      <Icon name="globe" />
      <span className="min-w-0 flex-1 font-semibold wrap-anywhere">
        {t("elsewhere.at", { server: guestAt })}
      </span>
      {/* Another document: that one may reach its own server only. */}
      <a href="/" className="min-h-6 font-medium text-accent underline underline-offset-3">
        {t("elsewhere.back", { server: location.host })}
      </a>
    </div>
  );
}
