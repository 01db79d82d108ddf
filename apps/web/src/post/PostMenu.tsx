/** The rest of what can be done with a post: copy its address, open it where it lives, delete one's own. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactElement } from "react";
import { deleteStatus } from "../api/endpoints/statuses.ts";
import type { Post } from "../api/entities/status.ts";
import { Icon } from "../components/Icon.tsx";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { withdraw } from "../hooks/timelineCache.ts";
import { useMe } from "../hooks/useMe.ts";
import { useT } from "../i18n/useT.ts";

const ConfirmDialog = lazy(() => import("../components/ConfirmDialog.tsx"));

export function PostMenu({ post }: { readonly post: Post }): ReactElement {
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
      <Menu
        label={t("post.more")}
        button={<Icon name="more" />}
        className="inline-flex size-10 items-center justify-center rounded-full hover:bg-raised hover:text-ink"
      >
        <MenuItem
          icon="link"
          onPress={() => void navigator.clipboard.writeText(address).then(() => notify("post.copied"))}
        >
          {t("post.copy")}
        </MenuItem>
        {/^https?:/i.test(address) && (
          <MenuItem icon="globe" onPress={() => open(address, "_blank", "noopener")}>
            {t("post.original")}
          </MenuItem>
        )}
        {me?.id === post.account.id && (
          <MenuItem icon="trash" tone="text-bad" onPress={() => setAsking(true)}>
            {t("post.delete")}
          </MenuItem>
        )}
      </Menu>
      {isAsking && (
        <Suspense>
          <ConfirmDialog
            title={t("post.deleteTitle")}
            text={t("post.deleteText")}
            action={t("post.delete")}
            onConfirm={() => remove.mutate()}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
