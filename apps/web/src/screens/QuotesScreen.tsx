/** What quotes a post of one's own (Mastodon: GET /api/v1/statuses/:id/quotes). */

import type { ReactElement } from "react";
import { TimelineFeed } from "../feed/TimelineFeed.tsx";
import { usePathParam } from "../hooks/usePathParam.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

export default function QuotesScreen(): ReactElement {
  const t = useT();
  const id = usePathParam("statusId");
  return (
    <SignedInOnly>
      <ScreenTitle title={t("quotes")} hasBack />
      <TimelineFeed key={id} source={{ kind: "quotes", id }} label={t("quotes")} empty="empty.quotes" />
    </SignedInOnly>
  );
}
