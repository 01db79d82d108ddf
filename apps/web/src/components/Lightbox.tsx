/** One picture after the other, as large as the screen. */

import { Dialog } from "@base-ui/react/dialog";
import { useState, type KeyboardEvent, type ReactElement } from "react";
import type { Media } from "../api/entities/media.ts";
import { useT } from "../i18n/useT.ts";
import { IconButton } from "./Button.tsx";
import { useCloseOnBack } from "./useCloseOnBack.ts";
import { useFocusBefore } from "./useFocusBefore.ts";

export default function Lightbox({
  media,
  start,
  onClose,
}: {
  readonly media: readonly Media[];
  readonly start: number;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const finalFocus = useFocusBefore();
  useCloseOnBack(onClose);
  const [index, setIndex] = useState(start);
  const item = media[index];
  const go = (by: number): void => setIndex((index + by + media.length) % media.length);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  };
  const arrow = "absolute top-1/2 -translate-y-1/2 bg-card text-ink";
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/90" />
        <Dialog.Popup
          finalFocus={finalFocus}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-50 flex flex-col items-center justify-center p-3 outline-none"
        >
          <Dialog.Title className="sr-only">
            {t("media.position", { index: index + 1, count: media.length })}
          </Dialog.Title>
          <img
            src={item?.url ?? undefined}
            alt={item?.description ?? ""}
            className="max-h-[calc(100dvh-7rem)] max-w-full rounded-lg object-contain"
          />
          {item?.description != null && (
            <Dialog.Description className="mt-3 max-h-16 max-w-2xl overflow-y-auto text-center text-white">
              {item.description}
            </Dialog.Description>
          )}
          {media.length > 1 && (
            <>
              <IconButton
                icon="back"
                label={t("media.previous")}
                onClick={() => go(-1)}
                className={`start-3 ${arrow}`}
              />
              <IconButton
                icon="back"
                label={t("media.next")}
                onClick={() => go(1)}
                className={`end-3 -scale-x-100 ${arrow}`}
              />
            </>
          )}
          <Dialog.Close
            render={
              <IconButton icon="close" label={t("close")} className="absolute end-3 top-3 bg-card text-ink" />
            }
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
