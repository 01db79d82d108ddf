/** A dialog over the screen: the whole of it on a phone, a card in the middle elsewhere. */

import { Dialog } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode } from "react";
import { useT } from "../i18n/useT.ts";
import { IconButton } from "./Button.tsx";
import { useCloseOnBack } from "./useCloseOnBack.ts";
import { useFocusBefore } from "./useFocusBefore.ts";

export function Modal({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const t = useT();
  const finalFocus = useFocusBefore();
  useCloseOnBack(onClose);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Popup
          finalFocus={finalFocus}
          className="fixed inset-0 z-50 flex flex-col scroll-pt-16 scroll-pb-44 overflow-y-auto bg-card text-ink shadow-pop outline-none md:inset-auto md:top-[8vh] md:left-1/2 md:max-h-[84vh] md:w-[min(40rem,calc(100vw-2rem))] md:-translate-x-1/2 md:animate-rise md:rounded-3xl"
        >
          <div className="sticky top-0 z-10 flex items-center justify-between bg-card py-2 ps-4 pe-3 sm:ps-6">
            <Dialog.Title className="text-xl font-bold">{title}</Dialog.Title>
            <Dialog.Close render={<IconButton icon="close" label={t("close")} />} />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
