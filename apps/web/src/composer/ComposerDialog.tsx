/** Where posts are written. */

import { useEffect, useId, useRef, useState, type ReactElement } from "react";
import { Button, IconButton } from "../components/Button.tsx";
import { Modal } from "../components/Modal.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { PostText } from "../components/PostText.tsx";
import { errorText } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import type { ComposeRequest } from "../hooks/compose.ts";
import { useNotice } from "../hooks/notice.ts";
import { useInstance } from "../hooks/useInstance.ts";
import { useMe } from "../hooks/useMe.ts";
import { useLanguage, useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import type { CredentialAccount } from "../api/entities/account.ts";
import { AttachmentList } from "./AttachmentList.tsx";
import { mentionsFor, narrower } from "./audience.ts";
import { CharacterCount } from "./CharacterCount.tsx";
import { countedLength } from "./countedLength.ts";
import { keepDraft, readDraft, type Draft } from "./draft.ts";
import { LanguageSelect, VisibilitySelect } from "./selects.tsx";
import { useAttachments } from "./useAttachments.ts";
import { usePublish } from "./usePublish.ts";

interface Props {
  readonly request: ComposeRequest;
  readonly onClose: () => void;
}

export default function ComposerDialog({ request, onClose }: Props): ReactElement {
  const t = useT();
  const me = useMe();
  return (
    <Modal title={t(request.inReplyTo === undefined ? "compose.new" : "compose.answer")} onClose={onClose}>
      {me !== undefined && <Composer request={request} onClose={onClose} me={me} />}
    </Modal>
  );
}

function firstDraft({ inReplyTo, text = "" }: ComposeRequest, me: CredentialAccount, spoken: string): Draft {
  const { privacy, language } = me.source;
  return {
    text: inReplyTo === undefined ? text : mentionsFor(inReplyTo, me.acct) + text,
    spoilerText: inReplyTo?.spoiler_text ?? "",
    hasWarning: (inReplyTo?.spoiler_text ?? "") !== "",
    visibility: inReplyTo === undefined ? privacy : narrower(privacy, inReplyTo.visibility),
    language: language === null || language === "" ? spoken : language,
  };
}

function Composer({ request, onClose, me }: Props & { readonly me: CredentialAccount }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const notify = useNotice();
  const { sessionId = "" } = useApp();
  const instance = useInstance();
  const replyId = request.inReplyTo?.id;
  const [kept] = useState(() => readDraft(sessionId, replyId));
  const [draft, setDraft] = useState<Draft>(() => kept ?? firstDraft(request, me, language));
  const change = (more: Partial<Draft>): void => setDraft({ ...draft, ...more });
  const most = instance?.configuration.statuses.max_media_attachments ?? 4;
  const attachments = useAttachments(most);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const warningId = useId();
  const countId = useId();

  const publishing = usePublish(() => {
    keepDraft(sessionId, replyId, undefined);
    notify("compose.published");
    onClose();
  });
  const initial = useRef(draft.text);
  useEffect(() => {
    // Mentions that nobody has written are no draft.
    const isUntouched = draft.text === initial.current && kept === undefined;
    keepDraft(sessionId, replyId, isUntouched ? undefined : draft);
  }, [draft, kept, sessionId, replyId]);
  useEffect(() => {
    const { current } = textarea;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  const limit = instance?.configuration.statuses.max_characters ?? 500;
  const spoilerText = draft.hasWarning ? draft.spoilerText.trim() : "";
  const length = countedLength(draft.text, spoilerText);
  const isEmpty = draft.text.trim() === "" && attachments.list.length === 0;
  const mayPublish = !isEmpty && length <= limit && !attachments.isUploading && !publishing.isPending;
  const send = async (): Promise<void> => {
    if (!mayPublish) return;
    try {
      const mediaIds = await attachments.settle();
      publishing.mutate({
        text: draft.text,
        spoilerText,
        visibility: draft.visibility,
        language: draft.language,
        inReplyToId: replyId,
        mediaIds,
        sensitive: spoilerText !== "" && mediaIds.length > 0,
      });
    } catch (error) {
      notify(errorText(error), "bad");
    }
  };
  const take = (list: FileList | null | undefined): boolean => {
    const chosen = [...(list ?? [])];
    if (chosen.length > 0) attachments.add(chosen);
    return chosen.length > 0;
  };

  return (
    <form
      className="flex flex-1 flex-col gap-3 px-6 pb-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (take(event.dataTransfer.files)) event.preventDefault();
      }}
    >
      {request.inReplyTo !== undefined && (
        <blockquote className="max-h-32 overflow-y-auto rounded-2xl bg-raised px-4 py-3" tabIndex={0}>
          <p className="text-sm font-semibold">{nameOf(request.inReplyTo.account)}</p>
          <PostText
            html={request.inReplyTo.content}
            emojis={request.inReplyTo.emojis}
            language={request.inReplyTo.language}
          />
        </blockquote>
      )}
      {kept !== undefined && <p className="text-sm text-soft">{t("compose.draft")}</p>}
      {draft.hasWarning && (
        <div>
          <label htmlFor={warningId} className="text-sm font-semibold">
            {t("compose.warning")}
          </label>
          <input
            id={warningId}
            value={draft.spoilerText}
            dir="auto"
            placeholder={t("compose.warningHint")}
            onChange={(event) => change({ spoilerText: event.target.value })}
            className="mt-1 h-11 w-full rounded-xl border border-edge bg-paper px-4 placeholder:text-soft"
          />
        </div>
      )}
      <textarea
        ref={textarea}
        value={draft.text}
        dir="auto"
        rows={5}
        aria-label={t("compose.text")}
        aria-describedby={countId}
        aria-invalid={length > limit}
        placeholder={t("compose.prompt")}
        onChange={(event) => change({ text: event.target.value })}
        onPaste={(event) => {
          if (take(event.clipboardData.files)) event.preventDefault();
        }}
        className="field-sizing-content max-h-[40vh] min-h-36 w-full resize-none rounded-2xl border border-edge bg-paper px-4 py-3 text-lg placeholder:text-soft"
      />
      <AttachmentList
        attachments={attachments}
        longest={instance?.configuration.media_attachments.description_limit ?? 1500}
      />
      {publishing.error !== null && (
        <p role="alert" className="font-medium text-bad">
          {publishing.error instanceof ApiError && publishing.error.code === "refused"
            ? publishing.error.message
            : t(errorText(publishing.error))}
        </p>
      )}
      <div className="mt-auto flex flex-wrap items-center gap-2">
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label={t("compose.addMedia")}
          accept={instance?.configuration.media_attachments.supported_mime_types.join(",")}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
        <IconButton
          icon="picture"
          label={t("compose.addMedia")}
          disabled={attachments.list.length >= most}
          onClick={() => files.current?.click()}
        />
        <IconButton
          icon="warning"
          label={t("compose.addWarning")}
          aria-pressed={draft.hasWarning}
          className={draft.hasWarning ? "bg-warn text-on-warn" : ""}
          onClick={() => change({ hasWarning: !draft.hasWarning })}
        />
        <VisibilitySelect value={draft.visibility} onChange={(visibility) => change({ visibility })} />
        <LanguageSelect value={draft.language} onChange={(language) => change({ language })} />
        <div className="ms-auto flex items-center gap-3">
          <CharacterCount id={countId} left={limit - length} limit={limit} />
          <Button type="submit" disabled={!mayPublish}>
            {t(publishing.isPending ? "compose.publishing" : "compose.publish")}
          </Button>
        </div>
      </div>
    </form>
  );
}
