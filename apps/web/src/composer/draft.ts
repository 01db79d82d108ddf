/** A post that is being written, kept on the device until it is published. */

import * as z from "zod/mini";
import { quotePolicy, visibility } from "../api/entities/status.ts";
import { isSameServer } from "../offline/owner.ts";
import { tryStore } from "../offline/tryStore.ts";

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
const keyOf = (author: string): string => `${PREFIX}${author}.`;

/**
 * Whose drafts they are: an account's, at one server. A session may end while one writes, and the next is another one of the
 * same person.
 * @param base before the paths of that server; empty at the app's own
 */
export function authorOf(base: string, accountId: string): string {
  return base === "" ? accountId : `${base}/${accountId}`;
}

/** One draft for each author, and one for each post that is answered, quoted, edited, or written again. */
export function draftKey(author: string, about: string | undefined): string {
  return keyOf(author) + (about ?? "new");
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
export function readNewDraft(author: string): Draft | undefined {
  const key = draftKey(author, undefined);
  const begun = readDraft(key);
  if (begun !== undefined) return begun;
  const deleted = Object.keys(localStorage).find((it) => it.startsWith(draftKey(author, DELETED)));
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

/**
 * Keeps what has words or files; forgets what is empty.
 * @returns what the device has now
 */
export function keepDraft(key: string, draft: Draft | undefined): string | null {
  if (draft === undefined || isEmpty(draft)) localStorage.removeItem(key);
  else tryStore(localStorage, key, JSON.stringify(draft));
  return localStorage.getItem(key);
}

/** Forgets what was published, and not what was written since, here or in another tab. */
export function forgetDraft(key: string, published: string | null): void {
  if (localStorage.getItem(key) === published) localStorage.removeItem(key);
}

/**
 * Forgets all drafts at a server: nobody reads them after their author has signed out, nor does whoever signs in next.
 * @param author whose own stay
 */
export function forgetDrafts(base: string, author?: string): void {
  const own = author === undefined ? undefined : keyOf(author);
  for (const key of Object.keys(localStorage)) {
    const isOthers = key.startsWith(PREFIX) && (own === undefined || !key.startsWith(own));
    if (isOthers && isSameServer({ base }, key.slice(PREFIX.length))) localStorage.removeItem(key);
  }
}
