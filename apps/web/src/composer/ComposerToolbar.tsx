/** Below the text: what can be added to it, for whom it is, how much room is left, and the button that sends it. */

import { useRef, type ReactElement } from "react";
import { Button, IconButton } from "../components/Button.tsx";
import { useT } from "../i18n/useT.ts";
import { CharacterCount } from "./CharacterCount.tsx";
import type { Draft } from "./draft.ts";
import { EmojiButton } from "./emoji/EmojiButton.tsx";
import type { ChosenEmoji } from "./emoji/match.ts";
import { newPoll } from "./PollEditor.tsx";
import { isListed } from "./audience.ts";
import { LanguageSelect, QuotePolicySelect, VisibilitySelect } from "./selects.tsx";

export function ComposerToolbar({
  draft,
  isEdit,
  mayAddMedia,
  mayAddPoll,
  accept,
  countId,
  left,
  limit,
  maySend,
  isSending,
  onChange,
  onEmoji,
  onFiles,
}: {
  readonly draft: Draft;
  readonly isEdit: boolean;
  readonly mayAddMedia: boolean;
  readonly mayAddPoll: boolean;
  /** Media types. */
  readonly accept: readonly string[] | undefined;
  readonly countId: string;
  /** In characters, as is the limit. */
  readonly left: number;
  readonly limit: number;
  readonly maySend: boolean;
  readonly isSending: boolean;
  readonly onChange: (more: Partial<Draft>) => void;
  readonly onEmoji: (emoji: ChosenEmoji) => void;
  readonly onFiles: (files: FileList | null) => void;
}): ReactElement {
  const t = useT();
  const files = useRef<HTMLInputElement>(null);
  const hasPoll = draft.poll !== undefined;
  return (
    <div className="sticky bottom-0 mt-auto flex flex-wrap items-center gap-2 bg-card py-3 sm:pb-5">
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t("compose.addMedia")}
        accept={accept?.join(",")}
        onChange={(event) => {
          onFiles(event.target.files);
          event.target.value = "";
        }}
      />
      <IconButton
        icon="picture"
        label={t("compose.addMedia")}
        disabled={!mayAddMedia}
        onClick={() => files.current?.click()}
      />
      {!isEdit && (
        <IconButton
          icon="poll"
          label={t("compose.addPoll")}
          aria-pressed={hasPoll}
          disabled={!mayAddPoll}
          className={hasPoll ? "bg-tint text-accent" : ""}
          onClick={() => onChange({ poll: hasPoll ? undefined : newPoll })}
        />
      )}
      <IconButton
        icon="warning"
        label={t("compose.addWarning")}
        aria-pressed={draft.hasWarning}
        className={draft.hasWarning ? "bg-warn text-on-warn" : ""}
        onClick={() => onChange({ hasWarning: !draft.hasWarning })}
      />
      <EmojiButton onChoose={onEmoji} />
      {!isEdit && (
        <VisibilitySelect value={draft.visibility} onChange={(visibility) => onChange({ visibility })} />
      )}
      {!isEdit && draft.quotePolicy !== undefined && isListed(draft.visibility) && (
        <QuotePolicySelect value={draft.quotePolicy} onChange={(quotePolicy) => onChange({ quotePolicy })} />
      )}
      <LanguageSelect value={draft.language} onChange={(language) => onChange({ language })} />
      <div className="ms-auto flex items-center gap-3">
        <CharacterCount id={countId} left={left} limit={limit} />
        <Button type="submit" disabled={!maySend}>
          {t(
            isEdit
              ? isSending
                ? "compose.saving"
                : "save"
              : isSending
                ? "compose.publishing"
                : "compose.publish",
          )}
        </Button>
      </div>
    </div>
  );
}
