/** The word at the caret that can be completed: a mention, a hashtag or a custom emoji that is being typed. */

export interface CompletableWord {
  readonly kind: "mention" | "hashtag" | "emoji";
  /** What stands behind `@`, `#` or `:`. */
  readonly query: string;
  /** Where it begins and ends in the text, its sign included. */
  readonly start: number;
  readonly end: number;
}

const kinds = { "@": "mention", "#": "hashtag", ":": "emoji" } as const;

/** Nobody types more than this to find something. */
const LONGEST = 64;

const insides = {
  mention: /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.:-]*)?$/u,
  hashtag: /^[\p{L}\p{N}\p{M}_]+$/u,
  // One letter is what follows many a colon.
  emoji: /^[\p{L}\p{N}\p{M}_+-]{2,}$/u,
} as const;

/** @param caret where the text is being changed, in UTF-16 code units as a text field counts */
export function wordAtCaret(text: string, caret: number): CompletableWord | undefined {
  const before = text.slice(Math.max(0, caret - LONGEST - 1), caret);
  const found = /(?:^|[\s([{"'“‘«])([@#:])([^\s]*)$/u.exec(before);
  const sign = found?.[1];
  const query = found?.[2];
  if (query === undefined || (sign !== "@" && sign !== "#" && sign !== ":")) return undefined;
  const kind = kinds[sign];
  if (!insides[kind].test(query)) return undefined;
  return { kind, query, start: caret - query.length - 1, end: caret };
}
