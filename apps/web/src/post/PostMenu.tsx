/** The rest of what can be done with a post: copy its address, open it where it lives, delete one's own. */

import { Menu } from "@base-ui/react/menu";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import { deleteStatus } from "../api/endpoints/statuses.ts";
import type { Post } from "../api/entities/status.ts";
import { IconButton } from "../components/Button.tsx";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { withdraw } from "../hooks/timelineCache.ts";
import { useMe } from "../hooks/useMe.ts";
import { useT } from "../i18n/useT.ts";

export default function PostMenu({ post }: { readonly post: Post }): ReactElement {
  const t = useT();
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  const address = post.url ?? post.uri;
  const remove = useMutation({
    mutationFn: () => deleteStatus(transport, post.id),
    onSuccess: () => {
      withdraw(client, post.id);
      posts.remove(post.id);
      notify("post.deleted");
    },
    onError: () => notify("error.act", "bad"),
  });
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger render={<IconButton icon="more" label={t("post.more")} data-act="more" />} />
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className="z-30">
            <Menu.Popup className="min-w-52 animate-rise rounded-2xl border border-line bg-card p-1.5 text-ink shadow-pop outline-none">
              <Item
                icon="link"
                onPress={() => void navigator.clipboard.writeText(address).then(() => notify("post.copied"))}
              >
                {t("post.copy")}
              </Item>
              <Item icon="globe" onPress={() => open(address, "_blank", "noopener")}>
                {t("post.original")}
              </Item>
              {me?.id === post.account.id && (
                <Item icon="trash" tone="text-bad" onPress={() => setAsking(true)}>
                  {t("post.delete")}
                </Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("post.deleteTitle")}
        text={t("post.deleteText")}
        action={t("post.delete")}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function Item({
  icon,
  tone = "",
  onPress,
  children,
}: {
  readonly icon: IconName;
  readonly tone?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Menu.Item
      onClick={onPress}
      className={`flex min-h-10 items-center gap-3 rounded-xl px-3 outline-none data-highlighted:bg-tint ${tone}`}
    >
      <Icon name={icon} />
      {children}
    </Menu.Item>
  );
}
