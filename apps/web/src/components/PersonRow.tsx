/** A person in a list. */

import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import type { Account } from "../api/entities/account.ts";
import { Avatar } from "./Avatar.tsx";
import { Handle } from "./Handle.tsx";
import { PersonName } from "./PersonName.tsx";

export function PersonRow({
  account,
  children,
}: {
  readonly account: Account;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    // Where there is no room for both, what can be done stands below the name, and not on it.
    <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3">
      <Link
        to="/@{$acct}"
        params={{ acct: account.acct }}
        className="flex min-w-36 flex-1 items-center gap-3"
      >
        <Avatar account={account} />
        <span className="min-w-0">
          <strong className="block truncate font-semibold">
            <PersonName account={account} />
          </strong>
          <span className="block truncate text-sm text-soft">
            <Handle acct={account.acct} />
          </span>
        </span>
      </Link>
      {children != null && <div className="ms-auto flex items-center gap-3">{children}</div>}
    </div>
  );
}
