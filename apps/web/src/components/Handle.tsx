/** The address of an account after its `@`, which stays before it also between words that go from right to left. */

import type { ReactElement } from "react";

export function Handle({ acct }: { readonly acct: string }): ReactElement {
  return <bdi dir="ltr">@{acct}</bdi>;
}
