/** Who follows somebody, and whom they follow. */

import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { lookUp, readPeople } from "../api/endpoints/accounts.ts";
import { PeopleList } from "../components/PeopleList.tsx";
import { FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { profileQuery } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

export function FollowersScreen(): ReactElement {
  return <People which="followers" />;
}

export function FollowingScreen(): ReactElement {
  return <People which="following" />;
}

function People({ which }: { readonly which: "followers" | "following" }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const acct = usePathParam("acct");
  const account = useQuery({ queryKey: profileQuery(acct), queryFn: () => lookUp(transport, acct) });
  const id = account.data?.id;
  return (
    <>
      <ScreenTitle
        title={t(which === "followers" ? "people.followers" : "people.following", { acct })}
        hasBack
      />
      {id !== undefined ? (
        <PeopleList
          key={id}
          queryKey={["people", which, id]}
          read={(cursor) => readPeople(transport, id, which, cursor)}
          empty={t("empty.people")}
        />
      ) : account.error !== null ? (
        <FailedState error={account.error} onRetry={() => void account.refetch()} />
      ) : (
        <LoadingPosts />
      )}
    </>
  );
}
