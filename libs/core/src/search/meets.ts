/** Whether a status meets the conditions of a search that the index does not know of. */

import { SEARCHED_OF_STATUS, statusText } from "../read/statusText.ts";
import type { MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import type { SearchCondition, StatusProperty } from "./query.ts";
import { standsIn, unitsOf, wordsOf } from "./words.ts";

/** A condition, with the account that `from:` names: `null` for none. */
export type Known =
  | Exclude<SearchCondition, { readonly kind: "from" }>
  | { readonly kind: "from"; readonly isNegated: boolean; readonly accountId: bigint | null };

/** Whether it needs the media of a status. */
export function needsMedia(condition: Known): boolean {
  return condition.kind === "words" || condition.kind === "phrase" || condition.kind === "property";
}

/**
 * How many characters of text one search reads, in UTF-16 code units: what is looked at after that is not found. A query
 * of a canister may take 5 G instructions, and each character that is no ASCII takes 70,000.
 */
const READ_TOGETHER = 50_000;

/** The texts that one search reads. */
export class Texts {
  #left = READ_TOGETHER;

  /** @returns `undefined` when enough has been read */
  read(status: StatusRow, media: readonly MediaRow[]): string | undefined {
    if (this.#left <= 0) return undefined;
    const text = statusText(status, media, SEARCHED_OF_STATUS);
    this.#left -= text.length;
    return text;
  }
}

/** @param media the attachments of the status, where a condition needs them */
export function meets(
  conditions: readonly Known[],
  status: StatusRow,
  media: readonly MediaRow[],
  texts: Texts,
): boolean {
  const needsText = conditions.some(({ kind }) => kind === "words" || kind === "phrase");
  const text = needsText ? texts.read(status, media) : "";
  if (text === undefined) return false;
  let units: readonly string[] | undefined;
  let words: ReadonlySet<string> | undefined;
  const holds = (it: Known): boolean => {
    switch (it.kind) {
      case "words": {
        const all = (words ??= wordsOf(text, Infinity));
        return it.words.every((word) => all.has(word));
      }
      case "phrase":
        return standsIn(it.units, (units ??= unitsOf(text)));
      case "from":
        return status.accountId === it.accountId;
      case "property":
        return has(it.property, status, media);
      case "language":
        return isIn(it.language, status.language?.toLowerCase());
      case "written":
        return it.from <= status.createdAt && status.createdAt < it.until;
    }
  };
  return conditions.every((it) => holds(it) !== it.isNegated);
}

/** `en` means `en-GB`, too. */
function isIn(wanted: string, language: string | undefined): boolean {
  return language !== undefined && (language === wanted || language.startsWith(`${wanted}-`));
}

function has(property: StatusProperty, status: StatusRow, media: readonly MediaRow[]): boolean {
  switch (property) {
    case "media":
      return media.length > 0;
    case "image":
    case "audio":
      return media.some(({ kind }) => kind === property);
    case "video":
      return media.some(({ kind }) => kind === "video" || kind === "gifv");
    case "poll":
      return status.poll !== null;
    case "link":
      return holdsLink(status.content);
    // No status here has a preview that plays.
    case "embed":
      return false;
    case "reply":
      return status.inReplyToUri !== null;
    case "sensitive":
      return status.sensitive;
  }
}

const ANCHOR = /<a\s[^<>]*>/g;
/** The classes by which Mastodon and others tell a mention and a hashtag, and a quote from a link. */
const NO_LINK = /\bclass="[^"]*\b(?:mention|hashtag|u-url)\b/;

/** Whether a text in sanitised HTML links to something else than accounts and hashtags. */
function holdsLink(html: string): boolean {
  for (const [anchor] of html.matchAll(ANCHOR)) if (!NO_LINK.test(anchor)) return true;
  return false;
}
