/** Opens the emoji, which are loaded only then. */

import { useRef, useState, type ReactElement } from "react";
import { IconButton } from "../../components/Button.tsx";
import { lazyDialog } from "../../components/lazily.tsx";
import { withMessages } from "../../i18n/locale.ts";
import { useT } from "../../i18n/useT.ts";
import type { ChosenEmoji } from "./match.ts";

const EmojiPicker = lazyDialog(withMessages(() => import("./EmojiPicker.tsx")));

export function EmojiButton({ onChoose }: { readonly onChoose: (emoji: ChosenEmoji) => void }): ReactElement {
  const t = useT();
  const button = useRef<HTMLButtonElement>(null);
  /** A press outside of the picker has closed it by the time of the click, which would open it again. */
  const closes = useRef(false);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        ref={button}
        icon="smile"
        label={t("emoji.insert")}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={isOpen ? "bg-tint text-accent" : ""}
        onPointerDown={() => (closes.current = isOpen)}
        onClick={() => {
          setOpen(!closes.current && !isOpen);
          closes.current = false;
        }}
      />
      {isOpen && (
        <EmojiPicker
          anchor={button}
          onChoose={(emoji) => {
            setOpen(false);
            onChoose(emoji);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
