/** One's own picture: the way to one's profile on a phone. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useMe } from "../hooks/useMe.ts";
import { useT } from "../i18n/useT.ts";

export function OwnPicture(): ReactElement | null {
  const t = useT();
  const me = useMe();
  if (me === undefined) return null;
  return (
    <Link to="/@{$acct}" params={{ acct: me.acct }} aria-label={t("nav.profile")}>
      <img src={me.avatar} alt="" className="size-9 rounded-xl object-cover" />
    </Link>
  );
}
