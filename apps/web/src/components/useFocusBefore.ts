/** Where the focus was before a dialog opened, for when it closes: what is in it may take it before the dialog looks. */

import { useState } from "react";

/** @returns what `finalFocus` of a dialog expects: what had the focus, or whether the dialog is to find it itself */
export function useFocusBefore(): () => HTMLElement | boolean {
  const [before] = useState(() => document.activeElement);
  return () => {
    if (before === document.body) {
      // A key opened it where nothing had the focus, which would go to the end of the page. Of an element that is none of the
      // stops of Tab the dialog would take the first one within: it is not asked.
      queueMicrotask(() => document.getElementById("main")?.focus({ preventScroll: true }));
      return false;
    }
    return before instanceof HTMLElement && before.isConnected ? before : true;
  };
}
