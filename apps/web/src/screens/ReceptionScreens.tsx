/** Who liked a post, and who boosted it. */

import type { ReactElement } from "react";
import { readReception, type Reception } from "../api/endpoints/reception.ts";
import { PeopleList } from "../components/PeopleList.tsx";
import { useApp } from "../hooks/app.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

export function FavouritesOfPostScreen(): ReactElement {
  return <People which="favourited_by" />;
}

export function ReblogsOfPostScreen(): ReactElement {
  return <People which="reblogged_by" />;
}

function People({ which }: { readonly which: Reception }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const id = usePathParam("statusId");
  const author = usePathParam("acct");
  return (
    <>
      <ScreenTitle title={t(which === "favourited_by" ? "likedBy" : "boostedBy")} hasBack />
      <PeopleList
        key={id}
        queryKey={["people", which, id]}
        read={(cursor) => readReception(transport, id, author, which, cursor)}
        empty={t("empty.likedBy")}
      />
    </>
  );
}
