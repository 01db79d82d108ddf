/**
 * A text field that completes mentions, hashtags and emoji: a list at the caret, gone through with the arrows while the
 * focus stays in the text (WAI-ARIA: combobox with a listbox popup, as far as a multi-line field may say it).
 */

import {
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type Ref,
} from "react";
import { useT } from "../i18n/useT.ts";
import { SuggestionList } from "./SuggestionList.tsx";
import { useSuggestions } from "./useSuggestions.ts";
import { wordAtCaret, type CompletableWord } from "./wordAtCaret.ts";

const BOX = "w-full rounded-2xl border px-4 py-3 text-lg whitespace-pre-wrap wrap-break-word";

/** What others do with the text. */
export interface TextHandle {
  /** Puts it in place of what is selected, and the focus behind it. @param apart whether blanks stand around it */
  insert(words: string, apart: boolean): void;
}

export function CompletingTextarea({
  ref,
  value,
  label,
  placeholder,
  describedBy,
  isTooLong,
  language,
  onChange,
  onFiles,
}: {
  readonly ref?: Ref<TextHandle>;
  readonly value: string;
  readonly label: string;
  readonly placeholder: string;
  readonly describedBy: string;
  readonly isTooLong: boolean;
  /** BCP 47, for the browser's spelling. */
  readonly language: string;
  readonly onChange: (value: string) => void;
  /** Files that were pasted. @returns whether they were taken */
  readonly onFiles: (files: FileList) => boolean;
}): ReactElement {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  /** The word whose list was closed. */
  const [dismissed, setDismissed] = useState<number>();
  const pending = useRef<number>(undefined);

  const word = caret === undefined ? undefined : wordAtCaret(value, caret);
  const offered = useSuggestions(word);
  const isOpen = word !== undefined && word.start !== dismissed && offered.length > 0;
  const at = Math.min(active, offered.length - 1);

  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  useLayoutEffect(() => {
    if (pending.current === undefined) return;
    field.current?.setSelectionRange(pending.current, pending.current);
    pending.current = undefined;
  }, [value]);

  const look = ({ selectionStart, selectionEnd }: HTMLTextAreaElement): void => {
    setCaret(selectionStart === selectionEnd ? selectionStart : undefined);
  };
  const accept = (index: number): void => {
    const chosen = offered[index];
    if (chosen === undefined || word === undefined) return;
    const next = complete(value, word, chosen.insert);
    pending.current = next.caret;
    setCaret(next.caret);
    onChange(next.text);
  };
  useImperativeHandle(ref, () => ({
    insert(words, apart) {
      if (field.current === null) return;
      const { selectionStart, selectionEnd } = field.current;
      const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)];
      const begin = before + (apart && /\S$/.test(before) ? " " : "") + words;
      const gap = apart && !/^\s/.test(after) ? " " : "";
      pending.current = begin.length + gap.length;
      field.current.focus();
      onChange(begin + gap + after);
    },
  }));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "ArrowDown") setActive((at + 1) % offered.length);
    else if (key === "ArrowUp") setActive((at - 1 + offered.length) % offered.length);
    else if ((key === "Enter" || key === "Tab") && !event.shiftKey) accept(at);
    else if (key === "Escape") setDismissed(word.start);
    else return;
    event.preventDefault();
    // Escape would close the dialog around it as well.
    event.stopPropagation();
  };

  return (
    <div className="relative">
      <textarea
        ref={field}
        value={value}
        dir="auto"
        lang={language}
        rows={5}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isTooLong}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        onChange={(event) => {
          setActive(0);
          look(event.target);
          if (wordAtCaret(event.target.value, event.target.selectionStart)?.start !== dismissed)
            setDismissed(undefined);
          onChange(event.target.value);
        }}
        onSelect={(event) => look(event.currentTarget)}
        onBlur={() => setCaret(undefined)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (holdsText(event.clipboardData)) return;
          if (onFiles(event.clipboardData.files)) event.preventDefault();
        }}
        className={`${BOX} field-sizing-content block max-h-[40vh] min-h-36 resize-none border-edge bg-paper placeholder:text-soft`}
      />
      {isOpen && (
        <>
          {/* The text up to the word, set as in the field, says where on the screen the word stands. */}
          <div
            aria-hidden="true"
            dir="auto"
            className={`${BOX} pointer-events-none invisible absolute inset-x-0 top-0 border-transparent`}
            style={{ marginTop: -(field.current?.scrollTop ?? 0) }}
          >
            {value.slice(0, word.start)}
            <span ref={anchor}>{value.slice(word.start, word.end)}</span>
          </div>
          <SuggestionList
            id={id}
            label={t("complete.label")}
            suggestions={offered}
            active={at}
            anchor={anchor}
            onChoose={accept}
          />
        </>
      )}
      <p role="status" className="sr-only">
        {isOpen ? t("complete.count", { count: offered.length }) : ""}
      </p>
    </div>
  );
}

/** A word processor adds a picture of the text to it; a file manager adds the names of files to them. */
function holdsText(data: DataTransfer): boolean {
  const names = Array.from(data.files, ({ name }) => name);
  const lines = data.getData("text/plain").split(/[\r\n]+/);
  return lines.some((line) => line.trim() !== "" && !names.includes(line.trim()));
}

/** The text with the word replaced, and where the caret then stands: behind a space that one would type next. */
function complete(text: string, word: CompletableWord, insert: string): { text: string; caret: number } {
  const rest = text.slice(word.end);
  const gap = /^\s/.test(rest) ? "" : " ";
  return { text: text.slice(0, word.start) + insert + gap + rest, caret: word.start + insert.length + 1 };
}
