/** Asks before something that cannot be undone. */

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactElement } from "react";
import { useT } from "../i18n/useT.ts";
import { buttonClass } from "./Button.tsx";
import { useFocusBefore } from "./useFocusBefore.ts";

export default function ConfirmDialog({
  title,
  text,
  action,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const finalFocus = useFocusBefore();
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/50" />
        <AlertDialog.Popup
          finalFocus={finalFocus}
          className="fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-1/2 rounded-3xl bg-card p-6 text-ink shadow-pop outline-none"
        >
          <AlertDialog.Title className="text-xl font-bold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-soft">{text}</AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Close className={buttonClass("quiet")}>{t("cancel")}</AlertDialog.Close>
            <AlertDialog.Close className={buttonClass("bad")} onClick={onConfirm}>
              {action}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
