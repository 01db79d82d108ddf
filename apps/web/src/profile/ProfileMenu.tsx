/** Muting and blocking, and the address of a profile. */

import { lazy, Suspense, useState, type ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { Icon } from "../components/Icon.tsx";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useNotice } from "../hooks/notice.ts";
import { useRelate, useRelationship } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";

const ConfirmDialog = lazy(() => import("../components/ConfirmDialog.tsx"));

export function ProfileMenu({ account }: { readonly account: Account }): ReactElement {
  const t = useT();
  const notify = useNotice();
  const relationship = useRelationship(account.id);
  const { act } = useRelate(account);
  const [isAsking, setAsking] = useState(false);
  const name = nameOf(account);
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(account.url).then(() => notify("post.copied"));
  return (
    <>
      <Menu
        label={t("profile.more")}
        button={<Icon name="more" />}
        className="inline-flex size-10 items-center justify-center rounded-full border border-edge hover:bg-raised"
      >
        <MenuItem icon="link" onPress={() => void copy()}>
          {t("post.copy")}
        </MenuItem>
        {relationship !== undefined && (
          <>
            <MenuItem icon="bell" onPress={() => act(relationship.muting ? "unmute" : "mute")}>
              {t(relationship.muting ? "unmute" : "mute", { name })}
            </MenuItem>
            <MenuItem
              icon="alert"
              tone="text-bad"
              onPress={() => (relationship.blocking ? act("unblock") : setAsking(true))}
            >
              {t(relationship.blocking ? "unblock" : "block")}
            </MenuItem>
          </>
        )}
      </Menu>
      {isAsking && (
        <Suspense>
          <ConfirmDialog
            title={t("block.title", { name })}
            text={t("block.text")}
            action={t("block")}
            onConfirm={() => act("block")}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
