/** The picture of a person; decoration beside the name. */

import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";

const sizes = {
  sm: "size-6 rounded-md",
  md: "size-11 rounded-xl",
  lg: "size-24 rounded-3xl border-4 border-card",
} as const;

export function Avatar({
  account,
  size = "md",
}: {
  readonly account: Pick<Account, "avatar">;
  readonly size?: keyof typeof sizes;
}): ReactElement {
  return (
    <img
      src={account.avatar}
      alt=""
      width={44}
      height={44}
      decoding="async"
      className={`${sizes[size]} shrink-0 bg-raised object-cover`}
    />
  );
}
