/** In a menu, what one can do about somebody: mute, block, report, and as a moderator suspend. */

import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { MenuItem } from "../components/Menu.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useApp } from "../hooks/app.ts";
import { usePermissions } from "../hooks/usePermissions.ts";
import { useRelate, useRelationship } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";

/** What is asked in a dialog before it is done. */
export type PersonQuestion = "mute" | "block" | "report" | "suspend";

/** Whether they are of this node: moderators decide about other servers as a whole. */
export const isLocal = ({ acct }: Account): boolean => !acct.includes("@");

export function PersonItems({
  account,
  onAsk,
}: {
  readonly account: Account;
  readonly onAsk: (question: PersonQuestion) => void;
}): ReactElement {
  const t = useT();
  const relationship = useRelationship(account.id);
  const { act } = useRelate(account);
  const name = nameOf(account);
  const { muting = false, blocking = false } = relationship ?? {};
  return (
    <>
      <MenuItem icon="mute" onPress={() => (muting ? act("unmute") : onAsk("mute"))}>
        {t(muting ? "unmute" : "mute", { name })}
      </MenuItem>
      <MenuItem icon="block" tone="text-bad" onPress={() => (blocking ? act("unblock") : onAsk("block"))}>
        {t(blocking ? "unblockName" : "blockName", { name })}
      </MenuItem>
      <MenuItem icon="flag" tone="text-bad" onPress={() => onAsk("report")}>
        {t("reportName", { name })}
      </MenuItem>
      <ModeratorItem account={account} onAsk={onAsk} />
    </>
  );
}

/** Where a governance decides, a moderator is led to where proposals are worded. */
function ModeratorItem({
  account,
  onAsk,
}: {
  readonly account: Account;
  readonly onAsk: (question: PersonQuestion) => void;
}): ReactElement | null {
  const t = useT();
  const permissions = usePermissions();
  const { governance } = useApp().capabilities;
  const navigate = useNavigate();
  const { people = false, reports = false } = permissions ?? {};
  const isGoverned = reports && governance !== undefined;
  if (!isLocal(account) || !(people || isGoverned)) return null;
  const act = account.suspended === true ? "unsuspendName" : "suspendName";
  return (
    <MenuItem
      icon="lock"
      tone="text-bad"
      onPress={() => (people ? onAsk("suspend") : void navigate({ to: "/moderation" }))}
    >
      {t(people ? act : "proposeAbout", { name: nameOf(account) })}
    </MenuItem>
  );
}
