/** What the device keeps of a sign-in besides the identity itself: whose it is, and where that one's home is. */

import * as z from "zod/mini";
import type { Session } from "../../ports/session.ts";
import { markBrowser } from "../appMark.ts";

const KEY = "mastic.session";

const shape = z.object({
  /** The principal. */
  id: z.string(),
  handle: z.string(),
  /** The id of the User canister. */
  canister: z.string(),
});

export type KeptSession = Session & z.infer<typeof shape>;

export function readSession(): KeptSession | undefined {
  const text = localStorage.getItem(KEY);
  if (text === null) return undefined;
  try {
    const kept = shape.parse(JSON.parse(text));
    markBrowser(true);
    return kept;
  } catch {
    localStorage.removeItem(KEY);
    return undefined;
  }
}

export function keepSession(session: KeptSession): void {
  localStorage.setItem(KEY, JSON.stringify(session));
  markBrowser(true);
}

export function forgetSession(): void {
  localStorage.removeItem(KEY);
  markBrowser(false);
}

/** Whether a storage event of another tab is about the session; `null` is all of it. */
export function isSessionKey(key: string | null): boolean {
  return key === null || key === KEY;
}
