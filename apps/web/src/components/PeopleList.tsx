/** People in a list that goes on page by page. */

import type { ReactElement, ReactNode } from "react";
import type { Account } from "../api/entities/account.ts";
import type { Cursor, Page } from "../api/page.ts";
import { PagedList } from "./PagedList.tsx";
import { PersonRow } from "./PersonRow.tsx";

export function PeopleList({
  queryKey,
  read,
  empty,
  action,
}: {
  readonly queryKey: readonly string[];
  readonly read: (cursor: Cursor | undefined) => Promise<Page<Account>>;
  readonly empty: string;
  /** What can be done with each. */
  readonly action?: (account: Account) => ReactNode;
}): ReactElement {
  return (
    <PagedList queryKey={queryKey} read={read} pageSize={40} empty={{ icon: "people", text: empty }}>
      {(account) => <PersonRow account={account}>{action?.(account)}</PersonRow>}
    </PagedList>
  );
}
