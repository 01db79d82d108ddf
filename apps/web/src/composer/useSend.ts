/** Sends what was written: as a new post, or as a new version of one. */

import { useState } from "react";
import type { ComposeRequest } from "../hooks/compose.ts";
import type { Draft } from "./draft.ts";
import { filled } from "./PollEditor.tsx";
import { useDescribe, type Attachments } from "./useAttachments.ts";
import { useEdit, usePublish } from "./usePublish.ts";

export interface Sending {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly send: (draft: Draft) => void;
}

export function useSend(request: ComposeRequest, attachments: Attachments, onSent: () => void): Sending {
  const describe = useDescribe();
  const publishing = usePublish(onSent);
  const editing = useEdit(request.edited?.id ?? "", onSent);
  const [isDescribing, setDescribing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const send = async (draft: Draft): Promise<void> => {
    const { text, spoilerText, language, visibility, poll, quotePolicy } = draft;
    const mediaIds = attachments.files().map(({ id }) => id);
    const sensitive = mediaIds.length > 0 && (spoilerText !== "" || draft.sensitive);
    const said = { text, spoilerText, language, mediaIds, sensitive };
    if (request.edited !== undefined) {
      editing.mutate({ ...said, mediaChanges: attachments.changes() });
      return;
    }
    setDescribing(true);
    setFailure(null);
    try {
      await describe(attachments.changes());
      publishing.mutate({
        ...said,
        visibility,
        inReplyToId: request.inReplyTo?.id ?? request.redrafted?.in_reply_to_id ?? undefined,
        quotedId: (request.quoted ?? request.redrafted?.quote?.quoted_status)?.id,
        quotePolicy,
        poll: poll && { ...poll, options: filled(poll) },
      });
    } catch (error) {
      setFailure(error);
    } finally {
      setDescribing(false);
    }
  };
  return {
    isPending: isDescribing || publishing.isPending || editing.isPending,
    error: failure ?? publishing.error ?? editing.error,
    send: (draft) => void send(draft),
  };
}
