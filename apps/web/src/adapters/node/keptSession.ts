/** What the device keeps of a sign-in: the token, and a mark by which the server knows that this browser has the app. */

import * as z from "zod/mini";
import type { Session } from "../../ports/session.ts";

const KEY = "mastic.session";
/** The server then answers addresses of profiles and posts with the app (decisions/023). */
const MARK = "mastic_app";
const YEAR_SECONDS = 31_536_000;

const shape = z.object({ id: z.string(), token: z.string(), clientId: z.string() });

export type KeptSession = Session & z.infer<typeof shape>;

export function readSession(): KeptSession | undefined {
  const text = localStorage.getItem(KEY);
  if (text === null) return undefined;
  try {
    const kept = shape.parse(JSON.parse(text));
    mark(YEAR_SECONDS);
    return kept;
  } catch {
    localStorage.removeItem(KEY);
    return undefined;
  }
}

export function keepSession(session: KeptSession): void {
  localStorage.setItem(KEY, JSON.stringify(session));
  mark(YEAR_SECONDS);
}

export function forgetSession(): void {
  localStorage.removeItem(KEY);
  mark(0);
}

/** Whether a storage event of another tab is about the session; `null` is all of it. */
export function isSessionKey(key: string | null): boolean {
  return key === null || key === KEY;
}

function mark(seconds: number): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${MARK}=1; Path=/; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
