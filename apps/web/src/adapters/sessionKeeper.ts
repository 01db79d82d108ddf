/** What the device keeps of a sign-in, of whatever shape: with it goes the mark by which the node knows the browser. */

import * as z from "zod/mini";
import { markBrowser } from "./appMark.ts";

/** Where the session at the app's own node lies. */
export const OWN_SESSION = "mastic.session";

export interface SessionKeeper<Kept> {
  /** What cannot be read is forgotten. */
  read(): Kept | undefined;
  keep(session: Kept): void;
  forget(): void;
  /** Whether a storage event of another tab is about the session; `null` is all of it. */
  isMeant(key: string | null): boolean;
}

/** @param key where it lies: the own node's session brings the mark */
export function sessionKeeper<Shape extends z.ZodMiniType>(
  shape: Shape,
  key = OWN_SESSION,
): SessionKeeper<z.infer<Shape>> {
  const mark = (isSignedIn: boolean): void => {
    if (key === OWN_SESSION) markBrowser(isSignedIn);
  };
  return {
    read() {
      const text = localStorage.getItem(key);
      if (text === null) return undefined;
      try {
        const kept = shape.parse(JSON.parse(text));
        mark(true);
        return kept;
      } catch {
        localStorage.removeItem(key);
        return undefined;
      }
    },
    keep(session) {
      localStorage.setItem(key, JSON.stringify(session));
      mark(true);
    },
    forget() {
      localStorage.removeItem(key);
      mark(false);
    },
    isMeant: (changed) => changed === null || changed === key,
  };
}
