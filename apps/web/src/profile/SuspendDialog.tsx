/** Asks a moderator before somebody of this node is suspended, or let back in. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { actOnAccount, readAdminAccounts } from "../api/endpoints/admin.ts";
import type { Account } from "../api/entities/account.ts";
import type { Cursor } from "../api/page.ts";
import ConfirmDialog from "../components/ConfirmDialog.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { withdrawAccount } from "../hooks/timelineCache.ts";
import { useRefusal } from "../hooks/useRefusal.ts";
import { profileQuery } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import type { Transport } from "../ports/transport.ts";

export function SuspendDialog({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const isSuspended = account.suspended === true;
  const act = useSuspension(account, isSuspended ? "unsuspend" : "suspend");
  const name = nameOf(account);
  return (
    <ConfirmDialog
      title={t(isSuspended ? "unsuspend.title" : "moderation.suspendTitle", { name })}
      text={t(isSuspended ? "unsuspend.text" : "moderation.suspendText")}
      action={t(isSuspended ? "moderation.unsuspend" : "moderation.suspend")}
      onConfirm={act}
      onClose={onClose}
    />
  );
}

function useSuspension(account: Account, act: "suspend" | "unsuspend"): () => void {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const refuse = useRefusal();
  const { mutate } = useMutation({
    mutationFn: async () => actOnAccount(transport, act, await adminIdOf(transport, account)),
    onSuccess: () => {
      if (act === "suspend") withdrawAccount(client, posts, account.id);
      void client.invalidateQueries({ queryKey: profileQuery(account.acct) });
      // What they wrote is shown no more, or again.
      void client.invalidateQueries({ queryKey: ["timeline"] });
      notify(act === "suspend" ? "suspend.done" : "unsuspend.done");
    },
    onError: refuse,
  });
  return () => mutate();
}

/** Whoever decides about people of the node need not call them by the id that whoever shows them has for them. */
async function adminIdOf(transport: Transport, { username }: Account): Promise<string> {
  let cursor: Cursor | undefined;
  do {
    const page = await readAdminAccounts(transport, { which: "all", name: username }, cursor);
    const found = page.items.find(({ account }) => account.username === username);
    if (found !== undefined) return found.id;
    cursor = page.next;
  } while (cursor !== undefined);
  throw new ApiError("not_found", `Nobody here is called ${username}.`, 404);
}
