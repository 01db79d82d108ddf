/** What the device keeps of a sign-in, of whatever shape: with it goes the mark by which the node knows the browser. */

import * as z from "zod/mini";
import { markBrowser } from "./appMark.ts";

const KEY = "mastic.session";

export interface SessionKeeper<Kept> {
  /** What cannot be read is forgotten. */
  read(): Kept | undefined;
  keep(session: Kept): void;
  forget(): void;
}

export function sessionKeeper<Shape extends z.ZodMiniType>(shape: Shape): SessionKeeper<z.infer<Shape>> {
  return {
    read() {
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
    },
    keep(session) {
      localStorage.setItem(KEY, JSON.stringify(session));
      markBrowser(true);
    },
    forget() {
      localStorage.removeItem(KEY);
      markBrowser(false);
    },
  };
}

/** Whether a storage event of another tab is about the session; `null` is all of it. */
export function isSessionKey(key: string | null): boolean {
  return key === null || key === KEY;
}
