/** Whether a key press is no shortcut of the map: such keys are turned off, or it is for something else: text that is typed, an open dialog or menu, a browser's own shortcut. */

import { characterKeys } from "./characterKeys.ts";

export function isNoShortcut(event: KeyboardEvent): boolean {
  if (event.key.length === 1 && characterKeys() === "off") return true;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input,textarea,select,[role=dialog],[role=alertdialog],[role=menu]") !== null
  );
}
