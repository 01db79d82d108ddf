/** Above a profile that was left: where its owner is now. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { nameOf } from "../components/PersonName.tsx";
import { useT } from "../i18n/useT.ts";

export function MovedNotice({ account }: { readonly account: Account }): ReactElement | null {
  const t = useT();
  const { moved } = account;
  if (moved === undefined || moved === null) return null;
  return (
    <p className="flex flex-wrap items-center justify-between gap-2 bg-warn px-4 py-3 text-on-warn">
      <span>{t("move.notice", { name: nameOf(account) })}</span>
      <Link
        to="/@{$acct}"
        params={{ acct: moved.acct }}
        className="font-semibold wrap-anywhere underline underline-offset-3"
      >
        @{moved.acct}
      </Link>
    </p>
  );
}
