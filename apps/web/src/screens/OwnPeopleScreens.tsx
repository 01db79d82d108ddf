/** The people who wait for an answer, and those whom one has blocked or muted. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { answerFollowRequest, readOwnPeople, relate, type OwnPeople } from "../api/endpoints/accounts.ts";
import type { Account } from "../api/entities/account.ts";
import { Button } from "../components/Button.tsx";
import { PeopleList } from "../components/PeopleList.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { ME } from "../hooks/useMe.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

interface Kind {
  readonly which: OwnPeople;
  readonly title: MessageId;
  readonly empty: MessageId;
}

function screen({ which, title, empty }: Kind): () => ReactElement {
  return function OwnPeopleScreen() {
    const t = useT();
    const { transport } = useApp();
    return (
      <SignedInOnly>
        <ScreenTitle title={t(title)} hasBack />
        <PeopleList
          queryKey={["people", which]}
          read={(cursor) => readOwnPeople(transport, which, cursor)}
          empty={t(empty)}
          action={(account) => <Actions key={account.id} which={which} account={account} />}
        />
      </SignedInOnly>
    );
  };
}

export const FollowRequestsScreen = screen({
  which: "follow_requests",
  title: "people.requests",
  empty: "empty.requests",
});
export const BlocksScreen = screen({ which: "blocks", title: "people.blocks", empty: "empty.blocks" });
export const MutesScreen = screen({ which: "mutes", title: "people.mutes", empty: "empty.mutes" });

function Actions({ which, account }: { readonly which: OwnPeople; readonly account: Account }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const name = nameOf(account);
  const { mutate, isPending } = useMutation({
    mutationFn: async (act: "authorize" | "reject" | "unblock" | "unmute") => {
      if (act === "authorize" || act === "reject") await answerFollowRequest(transport, account.id, act);
      else await relate(transport, act, account.id);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["people", which] });
      void client.invalidateQueries({ queryKey: ["relationship", account.id] });
      if (which === "follow_requests") void client.invalidateQueries({ queryKey: ME });
    },
    onError: () => notify("error.act", "bad"),
  });
  if (which !== "follow_requests") {
    const act = which === "blocks" ? "unblock" : "unmute";
    return (
      <Button
        look="quiet"
        disabled={isPending}
        aria-label={t(act === "unblock" ? "people.unblockName" : "people.unmuteName", { name })}
        onClick={() => mutate(act)}
      >
        {t(act === "unblock" ? "unblock" : "people.unmuteShort")}
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button
        disabled={isPending}
        aria-label={t("people.acceptName", { name })}
        onClick={() => mutate("authorize")}
      >
        {t("people.accept")}
      </Button>
      <Button
        look="quiet"
        disabled={isPending}
        aria-label={t("people.rejectName", { name })}
        onClick={() => mutate("reject")}
      >
        {t("people.reject")}
      </Button>
    </div>
  );
}
