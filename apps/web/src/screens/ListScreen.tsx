/** The timeline of a list. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Icon } from "../components/Icon.tsx";
import { TimelineFeed } from "../feed/TimelineFeed.tsx";
import { useLists } from "../hooks/useLists.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

export default function ListScreen(): ReactElement {
  const t = useT();
  const id = usePathParam("listId");
  const title = useLists().data?.find((list) => list.id === id)?.title ?? t("lists");
  return (
    <SignedInOnly>
      <ScreenTitle title={title} hasBack>
        <Link
          to="/lists/$listId/edit"
          params={{ listId: id }}
          aria-label={t("lists.edit")}
          title={t("lists.edit")}
          className="inline-flex size-10 items-center justify-center rounded-full text-soft hover:bg-raised hover:text-ink"
        >
          <Icon name="pencil" />
        </Link>
      </ScreenTitle>
      <TimelineFeed key={id} source={{ kind: "list", id }} label={title} empty="empty.list" />
    </SignedInOnly>
  );
}
