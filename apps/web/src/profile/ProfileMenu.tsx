/** Muting and blocking, and the address of a profile. */

import { Menu } from "@base-ui/react/menu";
import { useState, type ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { IconButton } from "../components/Button.tsx";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useNotice } from "../hooks/notice.ts";
import { useRelate, useRelationship } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";

const row = "flex min-h-10 items-center rounded-xl px-4 outline-none data-highlighted:bg-tint";

export function ProfileMenu({ account }: { readonly account: Account }): ReactElement {
  const t = useT();
  const notify = useNotice();
  const relationship = useRelationship(account.id);
  const { act } = useRelate(account);
  const [isAsking, setAsking] = useState(false);
  const name = nameOf(account);
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger
          render={<IconButton icon="more" label={t("profile.more")} className="border border-edge" />}
        />
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className="z-30">
            <Menu.Popup className="min-w-52 animate-rise rounded-2xl border border-line bg-card p-1.5 text-ink shadow-pop outline-none">
              <Menu.Item
                className={row}
                onClick={() =>
                  void navigator.clipboard.writeText(account.url).then(() => notify("post.copied"))
                }
              >
                {t("post.copy")}
              </Menu.Item>
              {relationship !== undefined && (
                <>
                  <Menu.Item className={row} onClick={() => act(relationship.muting ? "unmute" : "mute")}>
                    {t(relationship.muting ? "unmute" : "mute", { name })}
                  </Menu.Item>
                  <Menu.Item
                    className={`${row} text-bad`}
                    onClick={() => (relationship.blocking ? act("unblock") : setAsking(true))}
                  >
                    {t(relationship.blocking ? "unblock" : "block")}
                  </Menu.Item>
                </>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("block.title", { name })}
        text={t("block.text")}
        action={t("block")}
        onConfirm={() => act("block")}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
