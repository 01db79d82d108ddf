/** The emoji that were chosen last on this device. They lie with the drafts: whoever signs out leaves none behind. */

import * as z from "zod/mini";
import { draftKey } from "../draft.ts";

const MOST = 16;
const shape = z.array(z.string());

const keyOf = (sessionId: string): string => draftKey(sessionId, "emoji");

/** @returns what each is in a text, the last one first */
export function recentEmoji(sessionId: string): readonly string[] {
  try {
    return shape.parse(JSON.parse(localStorage.getItem(keyOf(sessionId)) ?? "[]"));
  } catch {
    return [];
  }
}

export function rememberEmoji(sessionId: string, insert: string): void {
  const all = [insert, ...recentEmoji(sessionId).filter((it) => it !== insert)].slice(0, MOST);
  localStorage.setItem(keyOf(sessionId), JSON.stringify(all));
}
