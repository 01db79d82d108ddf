/** What the menu of a post offers: share it, edit, pin or delete one's own, keep away what others write. */

import type { ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { MenuItem } from "../components/Menu.tsx";
import { useApp } from "../hooks/app.ts";
import { useCompose } from "../hooks/compose.ts";
import { useConversationMute } from "../hooks/useConversationMute.ts";
import { useMe } from "../hooks/useMe.ts";
import { usePin } from "../hooks/usePin.ts";
import { useShare } from "../hooks/useShare.ts";
import { useT } from "../i18n/useT.ts";
import { PersonItems, type PersonQuestion } from "../profile/PersonItems.tsx";

/** What is asked or shown in a dialog. */
export type PostQuestion = "delete" | "redraft" | "history";

export function PostItems({
  post,
  onAsk,
  onAskOfPerson,
}: {
  readonly post: Post;
  readonly onAsk: (question: PostQuestion) => void;
  readonly onAskOfPerson: (question: PersonQuestion) => void;
}): ReactElement {
  const t = useT();
  const { sessionId } = useApp();
  const me = useMe();
  const share = useShare();
  const muteConversation = useConversationMute(post);
  const address = post.url ?? post.uri;
  return (
    <>
      <MenuItem icon="link" onPress={() => share.copy(address)}>
        {t("post.copy")}
      </MenuItem>
      {share.send !== undefined && (
        <MenuItem icon="share" onPress={() => share.send?.(address)}>
          {t("post.share")}
        </MenuItem>
      )}
      {/^https?:/i.test(address) && (
        <MenuItem icon="globe" onPress={() => open(address, "_blank", "noopener")}>
          {t("post.original")}
        </MenuItem>
      )}
      {post.edited_at !== null && (
        <MenuItem icon="history" onPress={() => onAsk("history")}>
          {t("post.versions")}
        </MenuItem>
      )}
      {sessionId !== undefined && (
        <MenuItem icon="mute" onPress={muteConversation}>
          {t(post.muted === true ? "post.unmuteConversation" : "post.muteConversation")}
        </MenuItem>
      )}
      {me?.id === post.account.id && <OwnItems post={post} onAsk={onAsk} />}
      {me !== undefined && me.id !== post.account.id && (
        <PersonItems account={post.account} onAsk={onAskOfPerson} />
      )}
    </>
  );
}

function OwnItems({
  post,
  onAsk,
}: {
  readonly post: Post;
  readonly onAsk: (question: PostQuestion) => void;
}): ReactElement {
  const t = useT();
  const compose = useCompose();
  const pin = usePin(post);
  return (
    <>
      {post.visibility !== "direct" && (
        <MenuItem icon="pin" onPress={pin}>
          {t(post.pinned === true ? "post.unpin" : "post.pin")}
        </MenuItem>
      )}
      <MenuItem icon="pencil" onPress={() => compose({ edited: post })}>
        {t("post.edit")}
      </MenuItem>
      <MenuItem icon="redraft" onPress={() => onAsk("redraft")}>
        {t("post.redraft")}
      </MenuItem>
      <MenuItem icon="trash" tone="text-bad" onPress={() => onAsk("delete")}>
        {t("post.delete")}
      </MenuItem>
    </>
  );
}
