/** What the menu of a post offers: share it, edit, pin or delete one's own, keep away what others write. */

import type { ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { MenuItem } from "../components/Menu.tsx";
import { useApp } from "../hooks/app.ts";
import { useCompose } from "../hooks/compose.ts";
import { useConversationMute } from "../hooks/useConversationMute.ts";
import { useMe } from "../hooks/useMe.ts";
import { usePermissions } from "../hooks/usePermissions.ts";
import { usePin } from "../hooks/usePin.ts";
import { useShare } from "../hooks/useShare.ts";
import { useT } from "../i18n/useT.ts";
import { isLocal, PersonItems, type PersonQuestion } from "../profile/PersonItems.tsx";

/** What is asked or shown in a dialog. */
export type PostQuestion = "delete" | "redraft" | "history" | "quotePolicy" | "revokeQuote" | "moderate";

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
  const permissions = usePermissions();
  const share = useShare();
  const muteConversation = useConversationMute(post);
  const compose = useCompose();
  const address = post.url ?? post.uri;
  const approval = post.quote_approval?.current_user ?? "denied";
  const quotesMe = me !== undefined && post.quote?.quoted_status?.account.id === me.id;
  return (
    <>
      {sessionId !== undefined && approval !== "denied" && (
        <MenuItem icon="quote" onPress={() => compose({ quoted: post })}>
          {t("post.quote")}
        </MenuItem>
      )}
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
      {quotesMe && me.id !== post.account.id && (
        <MenuItem icon="quote" tone="text-bad" onPress={() => onAsk("revokeQuote")}>
          {t("post.revokeQuote")}
        </MenuItem>
      )}
      {me?.id === post.account.id && <OwnItems post={post} onAsk={onAsk} />}
      {me !== undefined && me.id !== post.account.id && (
        <>
          <PersonItems account={post.account} onAsk={onAskOfPerson} />
          {permissions?.reports === true && isLocal(post.account) && (
            <MenuItem icon="trash" tone="text-bad" onPress={() => onAsk("moderate")}>
              {t("post.moderate")}
            </MenuItem>
          )}
        </>
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
      {(post.visibility === "public" || post.visibility === "unlisted") && post.quote_approval != null && (
        <MenuItem icon="quote" onPress={() => onAsk("quotePolicy")}>
          {t("quote.policy")}
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
