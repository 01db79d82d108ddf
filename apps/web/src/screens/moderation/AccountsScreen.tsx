/** The people of this node: who is suspended, who moderates, and changing that. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState, type ReactElement } from "react";
import { actOnAccount, readAdminAccounts, type AdminAct, type Whom } from "../../api/endpoints/admin.ts";
import type { AdminAccount } from "../../api/entities/admin.ts";
import { SearchField } from "../../components/fields.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Menu, MenuItem } from "../../components/Menu.tsx";
import { PagedList } from "../../components/PagedList.tsx";
import { nameOf } from "../../components/PersonName.tsx";
import { PersonRow } from "../../components/PersonRow.tsx";
import { lazyDialog } from "../../components/lazily.tsx";
import { useApp } from "../../hooks/app.ts";
import { useNotice } from "../../hooks/notice.ts";
import { useMe } from "../../hooks/useMe.ts";
import { usePermissions } from "../../hooks/usePermissions.ts";
import { withMessages } from "../../i18n/locale.ts";
import { useT } from "../../i18n/useT.ts";
import { Chips } from "./Chips.tsx";
import { ModerationFrame } from "./ModerationFrame.tsx";

const ConfirmDialog = lazyDialog(withMessages(() => import("../../components/ConfirmDialog.tsx")));
const ACCOUNTS = "admin accounts";

export default function AccountsScreen(): ReactElement {
  return (
    <ModerationFrame>
      <Accounts />
    </ModerationFrame>
  );
}

function Accounts(): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const [which, setWhich] = useState<Whom["which"]>("all");
  const [text, setText] = useState("");
  const name = useDeferredValue(text.trim().replace(/^@/, ""));
  return (
    <>
      <div className="px-4 pt-4">
        <SearchField label={t("moderation.find")} value={text} onChange={setText} />
      </div>
      <Chips
        label={t("moderation.whichPeople")}
        value={which}
        values={[
          ["all", t("moderation.all")],
          ["suspended", t("moderation.suspended")],
          ["staff", t("moderation.staff")],
        ]}
        onChange={setWhich}
      />
      <PagedList
        queryKey={[ACCOUNTS, which, name]}
        read={(cursor) => readAdminAccounts(transport, { which, name }, cursor)}
        pageSize={40}
        empty={{ icon: "people", text: t("empty.people") }}
      >
        {(one) => (
          <PersonRow account={one.account}>
            <Standing one={one} />
          </PersonRow>
        )}
      </PagedList>
    </>
  );
}

function Standing({ one }: { readonly one: AdminAccount }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const me = useMe();
  const permissions = usePermissions();
  const [isAsking, setAsking] = useState(false);
  const name = nameOf(one.account);
  const moderates = one.role != null && one.role.permissions !== "0";
  const act = useMutation({
    mutationFn: (which: AdminAct) => actOnAccount(transport, which, one.id),
    onSuccess: () => client.invalidateQueries({ queryKey: [ACCOUNTS] }),
    onError: () => notify("error.act", "bad"),
  });
  const mark = one.suspended ? "moderation.isSuspended" : moderates ? "moderation.moderator" : undefined;
  return (
    <>
      {mark !== undefined && (
        <span className="rounded-full bg-tint px-3 py-1 text-sm font-semibold text-accent">{t(mark)}</span>
      )}
      {permissions?.people === true && one.id !== me?.id && (
        <Menu
          label={t("moderation.actOn", { name })}
          button={<Icon name="more" />}
          className="inline-flex size-10 items-center justify-center rounded-full text-soft hover:bg-raised hover:text-ink"
        >
          <MenuItem icon="people" onPress={() => act.mutate(moderates ? "demote" : "promote")}>
            {t(moderates ? "moderation.demote" : "moderation.promote")}
          </MenuItem>
          <MenuItem
            icon="block"
            tone="text-bad"
            onPress={() => (one.suspended ? act.mutate("unsuspend") : setAsking(true))}
          >
            {t(one.suspended ? "moderation.unsuspend" : "moderation.suspend")}
          </MenuItem>
        </Menu>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t("moderation.suspendTitle", { name })}
          text={t("moderation.suspendText")}
          action={t("moderation.suspend")}
          onConfirm={() => act.mutate("suspend")}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
