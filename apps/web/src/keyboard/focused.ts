/** What has the focus, and where: of which entry of the history, and of which post on that screen. */

import { historyKey } from "../feed/feedMemory.ts";

export interface Focused {
  readonly element: HTMLElement;
  readonly entry: string;
  readonly post: string | undefined;
}

/** @returns undefined where nothing has it that it could come back to */
export function focusedAt(target: EventTarget | null): Focused | undefined {
  if (!(target instanceof HTMLElement) || target === document.body) return undefined;
  const post = target.closest<HTMLElement>("#main article[data-post]")?.dataset["post"];
  return { element: target, entry: historyKey(), post };
}
