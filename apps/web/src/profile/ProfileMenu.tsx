/** Sharing, muting, blocking and reporting a profile. */

import { useState, type ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { Icon } from "../components/Icon.tsx";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { lazyDialog } from "../components/lazily.tsx";
import { useApp } from "../hooks/app.ts";
import { useShare } from "../hooks/useShare.ts";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { PersonItems, type PersonQuestion } from "./PersonItems.tsx";

const PersonDialog = lazyDialog(withMessages(() => import("./PersonDialog.tsx")));

export function ProfileMenu({ account }: { readonly account: Account }): ReactElement {
  const t = useT();
  const { sessionId } = useApp();
  const share = useShare();
  const [asked, setAsked] = useState<PersonQuestion>();
  return (
    <>
      <Menu
        label={t("profile.more")}
        button={<Icon name="more" />}
        className="inline-flex size-10 items-center justify-center rounded-full border border-edge hover:bg-raised"
      >
        <MenuItem icon="link" onPress={() => share.copy(account.url)}>
          {t("post.copy")}
        </MenuItem>
        {share.send !== undefined && (
          <MenuItem icon="share" onPress={() => share.send?.(account.url)}>
            {t("post.share")}
          </MenuItem>
        )}
        {sessionId !== undefined && <PersonItems account={account} onAsk={setAsked} />}
      </Menu>
      {asked !== undefined && (
        <PersonDialog account={account} question={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
