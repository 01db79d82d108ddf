/** Who liked a post, and who boosted it (Mastodon: GET /api/v1/statuses/:id/favourited_by and reblogged_by). */

import type { ReactElement } from "react";
import { account, type Account } from "../api/entities/account.ts";
import { pageOf, type Cursor, type Page } from "../api/page.ts";
import { readList } from "../api/read.ts";
import { PeopleList } from "../components/PeopleList.tsx";
import { useApp } from "../hooks/app.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { useT } from "../i18n/useT.ts";
import type { Transport } from "../ports/transport.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

type Reception = "favourited_by" | "reblogged_by";

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

async function readReception(
  transport: Transport,
  id: string,
  author: string,
  which: Reception,
  cursor: Cursor | undefined,
): Promise<Page<Account>> {
  const path = `/api/v1/statuses/${id}/${which}`;
  const answer = await transport.request({ method: "GET", path, query: { limit: 40, ...cursor }, author });
  return pageOf(answer, readList(account, answer.body));
}
