/** The media of a post that is being written, each with its description for those who cannot see it. */

import { useId, type ReactElement } from "react";
import { IconButton } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import { useT } from "../i18n/useT.ts";
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
  const lacking = attachments.list.some(({ description }) => description.trim() === "");
  return (
    <>
      <ul className="space-y-3">
        {attachments.list.map((attachment) => (
          <AttachmentItem
            key={attachment.key}
            attachment={attachment}
            longest={longest}
            onDescribe={(text) => attachments.describe(attachment.key, text)}
            onRemove={() => attachments.remove(attachment.key)}
          />
        ))}
      </ul>
      {lacking && <p className="text-sm text-soft">{t("compose.describeReminder")}</p>}
    </>
  );
}

function AttachmentItem({
  attachment,
  longest,
  onDescribe,
  onRemove,
}: {
  readonly attachment: Attachment;
  readonly longest: number;
  readonly onDescribe: (text: string) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const t = useT();
  const id = useId();
  const { name, preview, isImage, progress, media, description } = attachment;
  return (
    <li className="flex gap-3 rounded-2xl border border-line p-3">
      <div className="relative size-24 shrink-0 overflow-hidden rounded-xl bg-raised">
        {isImage ? (
          <img src={preview} alt="" className="size-full object-cover" />
        ) : (
          <span className="flex size-full items-center justify-center text-soft">
            <Icon name="picture" size="lg" />
          </span>
        )}
        {media === undefined && (
          <progress
            aria-label={t("compose.uploading", { name })}
            value={progress}
            max={1}
            className="absolute inset-x-2 bottom-2 h-1.5 w-20 appearance-none overflow-hidden rounded-full bg-card [&::-webkit-progress-bar]:bg-card [&::-webkit-progress-value]:bg-accent"
          />
        )}
      </div>
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-sm font-semibold">
          {t("compose.describe")}
        </label>
        <textarea
          id={id}
          value={description}
          maxLength={longest}
          rows={2}
          dir="auto"
          placeholder={t("compose.describeHint")}
          onChange={(event) => onDescribe(event.target.value)}
          className="mt-1 w-full resize-none rounded-xl border border-edge bg-paper px-3 py-2 placeholder:text-soft"
        />
      </div>
      <IconButton
        icon="close"
        label={t("compose.removeFile", { name })}
        onClick={onRemove}
        className="-m-1"
      />
    </li>
  );
}
