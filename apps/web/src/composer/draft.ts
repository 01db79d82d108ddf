/** A post that is being written, kept on the device until it is published. */

import * as z from "zod/mini";
import { visibility } from "../api/entities/status.ts";

const shape = z.object({
  text: z.string(),
  spoilerText: z.string(),
  hasWarning: z.boolean(),
  visibility,
  language: z.string(),
});

export type Draft = z.infer<typeof shape>;

/** One draft for each session, and one for each post that is answered. */
function keyOf(sessionId: string, inReplyToId: string | undefined): string {
  return `mastic.draft.${sessionId}.${inReplyToId ?? "new"}`;
}

export function readDraft(sessionId: string, inReplyToId: string | undefined): Draft | undefined {
  const text = localStorage.getItem(keyOf(sessionId, inReplyToId));
  if (text === null) return undefined;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Keeps what has words; forgets what is empty. */
export function keepDraft(
  sessionId: string,
  inReplyToId: string | undefined,
  draft: Draft | undefined,
): void {
  const key = keyOf(sessionId, inReplyToId);
  if (draft === undefined || (draft.text.trim() === "" && draft.spoilerText === "")) {
    localStorage.removeItem(key);
  } else localStorage.setItem(key, JSON.stringify(draft));
}
