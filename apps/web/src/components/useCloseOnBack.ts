/** Back closes what lies over a screen instead of leaving the screen below it, as people on phones expect. */

import { useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";

/** What lies over the screen, the uppermost last: Back closes one at a time. */
const open: symbol[] = [];

export const isCovered = (): boolean => open.length > 0;

export function useCloseOnBack(onClose: () => void): void {
  const { history } = useRouter();
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const own = Symbol();
    open.push(own);
    const unblock = history.block({
      blockerFn: ({ action }) => {
        if (action === "PUSH" || action === "REPLACE" || open.at(-1) !== own) return false;
        close();
        return true;
      },
      // What one writes is kept: leaving the app asks nothing.
      enableBeforeUnload: false,
    });
    return () => {
      open.splice(open.indexOf(own), 1);
      unblock();
    };
  }, [history]);
}
