/** The emoji that were chosen last on this device. They lie with the drafts: whoever signs out leaves none behind. */

import * as z from "zod/mini";
import { tryStore } from "../../offline/tryStore.ts";
import { draftKey } from "../draft.ts";

const MOST = 16;
const shape = z.array(z.string());

const keyOf = (author: string): string => draftKey(author, "emoji");

/** @returns what each is in a text, the last one first */
export function recentEmoji(author: string): readonly string[] {
  try {
    return shape.parse(JSON.parse(localStorage.getItem(keyOf(author)) ?? "[]"));
  } catch {
    return [];
  }
}

export function rememberEmoji(author: string, insert: string): void {
  const all = [insert, ...recentEmoji(author).filter((it) => it !== insert)].slice(0, MOST);
  tryStore(localStorage, keyOf(author), JSON.stringify(all));
}
