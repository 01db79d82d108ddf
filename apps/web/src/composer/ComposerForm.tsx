/** The form that a post is written in. */

import { useEffect, useId, useRef, useState, type ReactElement } from "react";
import { Checkbox } from "../components/fields.tsx";
import { FormError } from "../components/FormError.tsx";
import { PostText } from "../components/PostText.tsx";
import { nameOf } from "../components/PersonName.tsx";
import type { ComposeRequest } from "../hooks/compose.ts";
import { useNotice } from "../hooks/notice.ts";
import { useAuthor } from "../hooks/useAuthor.ts";
import { useInstance } from "../hooks/useInstance.ts";
import { useT } from "../i18n/useT.ts";
import { AltReminder } from "./AltReminder.tsx";
import { AttachmentList } from "./AttachmentList.tsx";
import { AwaitedFiles } from "./AwaitedFiles.tsx";
import { CompletingTextarea, type TextHandle } from "./CompletingTextarea.tsx";
import { ComposerToolbar } from "./ComposerToolbar.tsx";
import { countedLength } from "./countedLength.ts";
import { draftKey, forgetDraft, keepDraft, readDraft, readNewDraft, type Draft } from "./draft.ts";
import { isComplete, PollEditor } from "./PollEditor.tsx";
import { QuotedPreview } from "./QuotedPreview.tsx";
import type { StartingPoint } from "./startingPoint.ts";
import { useAttachments } from "./useAttachments.ts";
import { useSend } from "./useSend.ts";

/** Of a node that does not say: Mastodon's own. */
const POLL_LIMITS = {
  max_options: 4,
  max_characters_per_option: 50,
  min_expiration: 300,
  max_expiration: 2_629_746,
};

export function ComposerForm({
  request,
  start,
  onClose,
}: {
  readonly request: ComposeRequest;
  readonly start: StartingPoint;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const notify = useNotice();
  const author = useAuthor() ?? "";
  const configuration = useInstance()?.configuration;
  const key = draftKey(author, start.about);
  const [first] = useState(start);
  const [kept] = useState(() => (start.about === undefined ? readNewDraft(author) : readDraft(key)));
  const [draft, setDraft] = useState<Draft>(() => kept ?? first.draft);
  const [isReminding, setReminding] = useState(false);
  const most = configuration?.statuses.max_media_attachments ?? 4;
  const attachments = useAttachments(most, configuration?.media_attachments, first.media, kept?.files);
  const form = useRef<HTMLFormElement>(null);
  const text = useRef<TextHandle>(null);
  const warningId = useId();
  const countId = useId();
  const change = (more: Partial<Draft>): void => setDraft({ ...draft, ...more });

  const isEdit = request.edited !== undefined;
  const quoted = request.quoted ?? (request.edited ?? request.redrafted)?.quote?.quoted_status;
  /** What the device keeps of the draft: now, and when it was sent. */
  const onDevice = useRef<string | null>(null);
  const sent = useRef<string | null>(null);
  const sending = useSend(request, attachments, () => {
    forgetDraft(key, sent.current);
    notify(isEdit ? "saved" : "compose.published");
    onClose();
  });
  const files = JSON.stringify(attachments.files());
  const untouched = useRef(JSON.stringify([draft, files]));
  useEffect(() => {
    // Mentions that nobody has written are no draft, nor is a version that nobody has changed; of a deleted post this is all.
    const isDeleted = request.redrafted !== undefined;
    const isUntouched =
      !isDeleted && kept === undefined && JSON.stringify([draft, files]) === untouched.current;
    onDevice.current = keepDraft(key, isUntouched ? undefined : { ...draft, files: attachments.files() });
  }, [draft, files, kept, key, request.redrafted]);

  const limit = configuration?.statuses.max_characters ?? 500;
  const spoilerText = draft.hasWarning ? draft.spoilerText.trim() : "";
  const length = countedLength(draft.text, spoilerText);
  const fileCount = attachments.awaited.length + attachments.list.length;
  const isEmpty = draft.text.trim() === "" && fileCount === 0 && quoted == null;
  const isPollReady = draft.poll === undefined || isComplete(draft.poll);
  // Without a file that was part of it, it would be another post.
  const maySend = !isEmpty && isPollReady && length <= limit && attachments.isComplete && !sending.isPending;
  const lacking = attachments.list.filter(({ description }) => description.trim() === "").length;
  const send = (isReminded = isReminding): void => {
    if (!maySend) return;
    if (lacking > 0 && !isReminded) setReminding(true);
    else {
      sent.current = onDevice.current;
      sending.send({ ...draft, spoilerText });
    }
  };
  const take = (list: FileList | null | undefined): boolean => {
    const chosen = draft.poll === undefined ? [...(list ?? [])] : [];
    if (chosen.length > 0) attachments.add(chosen);
    return chosen.length > 0;
  };

  return (
    <form
      ref={form}
      className="flex flex-1 flex-col gap-3 px-4 pt-1 sm:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        // A file that is not taken would be shown in place of the app.
        if (take(event.dataTransfer.files) || event.dataTransfer.files.length > 0) event.preventDefault();
      }}
    >
      {request.inReplyTo !== undefined && (
        <blockquote
          className="max-h-32 shrink-0 overflow-y-auto rounded-2xl bg-raised px-4 py-3"
          tabIndex={0}
        >
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
      <CompletingTextarea
        ref={text}
        value={draft.text}
        label={t("compose.text")}
        placeholder={t("compose.prompt")}
        describedBy={countId}
        isTooLong={length > limit}
        language={draft.language}
        onChange={(next) => change({ text: next })}
        onFiles={take}
      />
      {quoted != null && (
        <blockquote className="rounded-2xl border border-edge px-4 py-3" tabIndex={0}>
          <p className="sr-only">{t("quote.label", { name: nameOf(quoted.account) })}</p>
          <QuotedPreview post={quoted} />
        </blockquote>
      )}
      {draft.poll !== undefined && (
        <PollEditor
          poll={draft.poll}
          limits={configuration?.polls ?? POLL_LIMITS}
          onChange={(poll) => change({ poll })}
        />
      )}
      {request.edited?.poll != null && <p className="text-sm text-soft">{t("compose.pollStays")}</p>}
      <AwaitedFiles attachments={attachments} />
      <AttachmentList
        attachments={attachments}
        longest={configuration?.media_attachments.description_limit ?? 1500}
      />
      {fileCount > 0 && (
        <Checkbox
          label={t("compose.sensitive")}
          // What has a warning is sensitive anyway.
          value={draft.sensitive || spoilerText !== ""}
          disabled={spoilerText !== ""}
          onChange={(sensitive) => change({ sensitive })}
        />
      )}
      {isReminding && lacking > 0 && (
        <AltReminder
          count={lacking}
          onDescribe={() => {
            setReminding(false);
            form.current?.querySelector<HTMLElement>("[data-described=false]")?.focus();
          }}
          onPublish={() => send(true)}
        />
      )}
      <FormError error={sending.error} />
      <ComposerToolbar
        draft={draft}
        isEdit={isEdit}
        mayAddMedia={fileCount < most && draft.poll === undefined && request.edited?.poll == null}
        mayAddPoll={fileCount === 0 && !isEdit}
        accept={configuration?.media_attachments.supported_mime_types}
        countId={countId}
        left={limit - length}
        limit={limit}
        maySend={maySend}
        isSending={sending.isPending}
        onChange={change}
        onEmoji={({ insert, picture }) => text.current?.insert(insert, picture !== undefined)}
        onFiles={take}
      />
    </form>
  );
}
