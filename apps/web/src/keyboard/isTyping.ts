/** Whether a key press is for something else: text that is typed, an open dialog or menu, a browser's own shortcut. */

export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input,textarea,select,[role=dialog],[role=alertdialog],[role=menu]") !== null
  );
}
