/** The media of a post that is being written, each with its description for those who cannot see it. */

import { useId, useRef, type ReactElement } from "react";
import { IconButton } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import { useT } from "../i18n/useT.ts";
import { FailedUpload } from "./FailedUpload.tsx";
import { FocalPoint } from "./FocalPoint.tsx";
import type { Attachment, Attachments } from "./useAttachments.ts";

export function AttachmentList({
  attachments,
  longest,
}: {
  readonly attachments: Attachments;
  /** Of a description, in characters. */
  readonly longest: number;
}): ReactElement | null {
  const t = useT();
  if (attachments.list.length === 0) return null;
  const lacking = attachments.list.some((it) => isDescribable(it) && it.description.trim() === "");
  return (
    <>
      <ul className="space-y-3">
        {attachments.list.map((attachment) => (
          <AttachmentItem
            key={attachment.key}
            attachment={attachment}
            longest={longest}
            onChange={(change) => attachments.change(attachment.key, change)}
            onRemove={() => attachments.remove(attachment.key)}
          />
        ))}
      </ul>
      {lacking && <p className="text-sm text-soft">{t("compose.describeReminder")}</p>}
    </>
  );
}

/** What a server refuses is not described; what was written of it before stays, for another file. */
const isDescribable = ({ failure, description }: Attachment): boolean =>
  failure?.kind !== "refused" || description !== "";

function AttachmentItem({
  attachment,
  longest,
  onChange,
  onRemove,
}: {
  readonly attachment: Attachment;
  readonly longest: number;
  readonly onChange: Attachments["change"] extends (key: number, change: infer C) => void
    ? (change: C) => void
    : never;
  readonly onRemove: () => void;
}): ReactElement {
  const t = useT();
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const { name, preview, isImage, progress, media, description, focus, failure } = attachment;
  const warning = failure !== undefined && (
    <FailedUpload failure={failure} name={name} onRetry={() => text.current?.focus()} onRemove={onRemove} />
  );
  if (!isDescribable(attachment)) return <li>{warning}</li>;
  return (
    <li className="flex flex-wrap gap-3 rounded-2xl border border-line p-3">
      <div className="relative">
        {isImage ? (
          <FocalPoint
            src={preview}
            name={name}
            focus={focus}
            onChange={(next) => onChange({ focus: next })}
          />
        ) : (
          <span className="flex size-28 items-center justify-center rounded-xl bg-raised text-soft">
            <Icon name="picture" size="lg" />
          </span>
        )}
        {media === undefined && failure === undefined && (
          <progress
            aria-label={t("compose.uploading", { name })}
            value={progress}
            max={1}
            className="absolute inset-x-2 bottom-2 h-1.5 w-[calc(100%-1rem)] appearance-none overflow-hidden rounded-full bg-card [&::-webkit-progress-bar]:bg-card [&::-webkit-progress-value]:bg-accent"
          />
        )}
      </div>
      <div className="min-w-48 flex-1">
        <div className="flex items-center justify-between">
          <label htmlFor={id} className="text-sm font-semibold">
            {t("compose.describe")}
          </label>
          {failure === undefined && (
            <IconButton
              icon="close"
              label={t("compose.removeFile", { name })}
              onClick={onRemove}
              className="-me-1 -mt-2"
            />
          )}
        </div>
        <textarea
          ref={text}
          id={id}
          value={description}
          maxLength={longest}
          rows={3}
          dir="auto"
          data-described={description.trim() !== ""}
          placeholder={t("compose.describeHint")}
          onChange={(event) => onChange({ description: event.target.value })}
          className="field-sizing-content block max-h-40 min-h-20 w-full resize-none rounded-xl border border-edge bg-paper px-3 py-2 placeholder:text-soft"
        />
      </div>
      {warning}
    </li>
  );
}
