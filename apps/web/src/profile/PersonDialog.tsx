/** The dialogs of what one can do about somebody. */

import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import type { Post } from "../api/entities/status.ts";
import ConfirmDialog from "../components/ConfirmDialog.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useRelate } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";
import { MuteDialog } from "./MuteDialog.tsx";
import type { PersonQuestion } from "./PersonItems.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import { SuspendDialog } from "./SuspendDialog.tsx";

export default function PersonDialog({
  account,
  post,
  question,
  onClose,
}: {
  readonly account: Account;
  /** What a report is about. */
  readonly post?: Post;
  readonly question: PersonQuestion;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const { act } = useRelate(account);
  switch (question) {
    case "mute":
      return <MuteDialog account={account} onClose={onClose} />;
    case "report":
      return <ReportDialog account={account} post={post} onClose={onClose} />;
    case "suspend":
      return <SuspendDialog account={account} onClose={onClose} />;
    case "block":
      return (
        <ConfirmDialog
          title={t("block.title", { name: nameOf(account) })}
          text={t("block.text")}
          action={t("block")}
          onConfirm={() => act("block")}
          onClose={onClose}
        />
      );
  }
}
