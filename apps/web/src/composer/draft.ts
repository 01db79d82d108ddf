/** A post that is being written, kept on the device until it is published. */

import * as z from "zod/mini";
import { quotePolicy, visibility } from "../api/entities/status.ts";
import { isSameServer, type Owner } from "../offline/owner.ts";

const poll = z.object({
  options: z.array(z.string()),
  expiresInSeconds: z.number(),
  multiple: z.boolean(),
});
/** A file that the server has already, with what is to be said of it. */
const file = z.object({
  id: z.string(),
  description: z.string(),
  focus: z.optional(z.object({ x: z.number(), y: z.number() })),
});

const shape = z.object({
  text: z.string(),
  spoilerText: z.string(),
  hasWarning: z.boolean(),
  /** Whether its media are, whatever the warning; drafts of earlier versions of the app do not say. */
  sensitive: z._default(z.boolean(), false),
  visibility,
  /** Undefined until somebody has chosen, or where the server knows no quotes. */
  quotePolicy: z.optional(quotePolicy),
  language: z.string(),
  poll: z.optional(poll),
  files: z.optional(z.array(file)),
});

export type Draft = z.infer<typeof shape>;
export type DraftPoll = z.infer<typeof poll>;
export type DraftFile = z.infer<typeof file>;

const PREFIX = "mastic.draft.";
const DELETED = "again.";
const keyOf = (sessionId: string): string => `${PREFIX}${sessionId}.`;

/** One draft for each session, and one for each post that is answered, quoted, edited, or written again. */
export function draftKey(sessionId: string, about: string | undefined): string {
  return keyOf(sessionId) + (about ?? "new");
}

/** What tells the draft of a deleted post, which is written again, apart from others. */
export const deletedPost = (id: string): string => DELETED + id;

export function readDraft(key: string): Draft | undefined {
  const text = localStorage.getItem(key);
  if (text === null) return undefined;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * What a new post begins with: one that was begun, or a deleted one that was to be written again and was not: its text is
 * nowhere else any more.
 */
export function readNewDraft(sessionId: string): Draft | undefined {
  const key = draftKey(sessionId, undefined);
  const begun = readDraft(key);
  if (begun !== undefined) return begun;
  const deleted = Object.keys(localStorage).find((it) => it.startsWith(draftKey(sessionId, DELETED)));
  if (deleted === undefined) return undefined;
  const draft = readDraft(deleted);
  localStorage.removeItem(deleted);
  keepDraft(key, draft);
  return draft;
}

function isEmpty({ text, spoilerText, poll: asked, files = [] }: Draft): boolean {
  const words = [text, spoilerText, ...(asked?.options ?? [])];
  return files.length === 0 && words.every((it) => it.trim() === "");
}

/** Keeps what has words or files; forgets what is empty. */
export function keepDraft(key: string, draft: Draft | undefined): void {
  if (draft === undefined || isEmpty(draft)) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(draft));
}

/** Drafts of anybody else at this server are gone: after signing out nobody reads them here. */
export function forgetOtherDrafts(owner: Owner): void {
  const own = owner.sessionId === undefined ? undefined : keyOf(owner.sessionId);
  for (const key of Object.keys(localStorage)) {
    const isOthers = key.startsWith(PREFIX) && (own === undefined || !key.startsWith(own));
    if (isOthers && isSameServer(owner, key.slice(PREFIX.length))) localStorage.removeItem(key);
  }
}
