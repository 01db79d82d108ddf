/** Follows somebody, or takes that back. */

import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { Button } from "../components/Button.tsx";
import { useApp } from "../hooks/app.ts";
import { useEnter } from "../hooks/useEnter.ts";
import { useRelate, useRelationship } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";

export function FollowButton({ account }: { readonly account: Account }): ReactElement {
  const t = useT();
  const { sessionId } = useApp();
  const { signIn } = useEnter();
  const relationship = useRelationship(account.id);
  const { act } = useRelate(account);
  if (sessionId === undefined) {
    return <Button onClick={signIn}>{t("follow")}</Button>;
  }
  // As wide as what will most likely stand here.
  if (relationship === undefined) return <Button className="invisible">{t("follow")}</Button>;
  const { following, requested, blocking } = relationship;
  if (blocking) {
    return (
      <Button look="bad" onClick={() => act("unblock")}>
        {t("unblock")}
      </Button>
    );
  }
  const isOn = following || requested;
  return (
    <Button look={isOn ? "quiet" : "solid"} onClick={() => act(isOn ? "unfollow" : "follow")}>
      {t(requested ? "followRequested" : following ? "unfollow" : "follow")}
    </Button>
  );
}
