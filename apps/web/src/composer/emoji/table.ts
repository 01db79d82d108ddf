/**
 * The emoji that every device has, with the names that people know them by in the language of the app (CLDR:
 * annotations), and in English, with Mastodon's shortcodes, which are known everywhere.
 */

import { wellKnown } from "./wellKnown.ts";

export const emojiGroups = [
  "smileys", "people", "nature", "food", "travel", "activities", "objects", "symbols", "flags",
] as const; // prettier-ignore
export type EmojiGroup = (typeof emojiGroups)[number];

export interface Emoji {
  readonly sign: string;
  /** In the language of the app. */
  readonly name: string;
  /** What is shown where it is completed. */
  readonly title: string;
  /** Each says all by itself. */
  readonly names: readonly string[];
  /** These mean others as well. */
  readonly words: readonly string[];
  readonly group: EmojiGroup;
}

/** Beside English: a text for each sign. */
const tables: Readonly<Record<string, () => Promise<{ default: Readonly<Record<string, string>> }>>> = {
  it: () => import("./italian.json"),
};

/** @param language of the app: BCP 47, without a region */
export async function loadEmoji(language: string): Promise<readonly Emoji[]> {
  const [{ default: english }, own] = await Promise.all([import("./english.json"), tables[language]?.()]);
  return emojiGroups.flatMap((group) =>
    Object.entries<string>(english[group]).map(([sign, text]) =>
      emojiOf(sign, group, text, own?.default[sign]),
    ),
  );
}

function emojiOf(sign: string, group: EmojiGroup, english: string, own: string | undefined): Emoji {
  const [label, codes, words] = read(english);
  const known = [wellKnown.get(sign) ?? []].flat();
  const names = [...known, ...codes, label];
  if (own === undefined) return { sign, name: label, title: names[0] ?? label, names, words, group };
  const [name, , meanings] = read(own);
  return { sign, name, title: name, names: [name, ...names], words: [...meanings, ...words], group };
}

function read(text: string): [label: string, codes: string[], words: string[]] {
  const [label = "", codes = "", words = ""] = text.split("|");
  return [label, codes.split(" ").filter(Boolean), words.split(" ").filter(Boolean)];
}
