/** How a person is called: the display name with its emoji, or else the name of the account. */

import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { emojify } from "../text/emojify.tsx";

type Named = Pick<Account, "display_name" | "username" | "emojis">;

export function nameOf({ display_name, username }: Named): string {
  return display_name.trim() === "" ? username : display_name;
}

export function PersonName({ account }: { readonly account: Named }): ReactElement {
  return <bdi>{emojify(nameOf(account), account.emojis)}</bdi>;
}
