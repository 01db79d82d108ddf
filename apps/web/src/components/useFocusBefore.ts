/** Where the focus was before a dialog opened, for when it closes: what is in it may take it before the dialog looks. */

import { useState } from "react";

/** @returns what `finalFocus` of a dialog expects: what had the focus, or that the dialog is to find it itself */
export function useFocusBefore(): () => HTMLElement | true {
  const [before] = useState(() => document.activeElement);
  return () =>
    before instanceof HTMLElement && before.isConnected && before !== document.body ? before : true;
}
