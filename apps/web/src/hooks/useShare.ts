/** Passes an address on: to the clipboard, or to another app where the device can. */

import { useNotice } from "./notice.ts";

export interface Share {
  readonly copy: (address: string) => void;
  /** Undefined where the browser cannot. */
  readonly send: ((address: string) => void) | undefined;
}

export function useShare(): Share {
  const notify = useNotice();
  return {
    copy: (address) =>
      void navigator.clipboard.writeText(address).then(
        () => notify("post.copied"),
        () => notify("error.act", "bad"),
      ),
    // Whoever changes their mind in the sheet has not met an error.
    send:
      "share" in navigator
        ? (address) => void navigator.share({ url: address }).catch(() => undefined)
        : undefined,
  };
}
