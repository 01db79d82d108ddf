/** Passes an address on: to the clipboard, or to another app where the device can. */

import { useNotice } from "./notice.ts";

export interface Share {
  readonly copy: (address: string) => void;
  /** Undefined where the browser cannot. */
  readonly send: ((address: string) => void) | undefined;
}

export function useShare(): Share {
  const notify = useNotice();
  const copy = async (address: string): Promise<void> => {
    try {
      // Pages that have not come over https have no clipboard.
      await navigator.clipboard.writeText(address);
      notify("post.copied");
    } catch {
      notify("error.act", "bad");
    }
  };
  const send = async (address: string): Promise<void> => {
    try {
      await navigator.share({ url: address });
    } catch (error) {
      // Whoever changes their mind in the sheet has not met an error; where no sheet came, the clipboard has it.
      const isChanged = error instanceof DOMException && error.name === "AbortError";
      if (!isChanged) await copy(address);
    }
  };
  return {
    copy: (address) => void copy(address),
    send: "share" in navigator ? (address) => void send(address) : undefined,
  };
}
