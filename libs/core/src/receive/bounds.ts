/** How much of a stranger's document is kept: caps on every text and list that goes into a row. */

export const bounds = {
  displayName: 500,
  note: 20_000,
  fields: 16,
  fieldName: 255,
  fieldValue: 2_048,
  keys: 16,
  keyPem: 8_192,
  assertionMethods: 8,
  keyMultibase: 200,
  alsoKnownAs: 32,
  content: 200_000,
  uri: 2_048,
  spoilerText: 2_000,
  mentions: 100,
  tags: 100,
  emojis: 100,
  media: 16,
  description: 10_000,
  pollOptions: 64,
  pollOption: 500,
  language: 35,
  reportReason: 1_000,
  reportStatuses: 50,
} as const;

/** The first so many characters, without half of a surrogate pair at the end. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
