/** In a menu, what one can do about somebody: mute, block, report. */

import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { MenuItem } from "../components/Menu.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useRelate, useRelationship } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";

/** What is asked in a dialog before it is done. */
export type PersonQuestion = "mute" | "block" | "report";

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
    </>
  );
}
