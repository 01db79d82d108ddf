/** A search of statuses as people write it (Mastodon: "Search operators"): words, "phrases", `from:me`, `-has:media`. */

import { runsOf, unitsOf, wordsToFind } from "./words.ts";

/** What a status has or is. */
export const StatusProperty = [
  "media",
  "image",
  "video",
  "audio",
  "poll",
  "link",
  "embed",
  "reply",
  "sensitive",
] as const;
export type StatusProperty = (typeof StatusProperty)[number];

/** What a status has to meet, or, where it is negated, may not meet. */
export type SearchCondition = { readonly isNegated: boolean } & (
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "phrase"; readonly units: readonly string[] }
  | { readonly kind: "from"; readonly address: string }
  | { readonly kind: "property"; readonly property: StatusProperty }
  | { readonly kind: "language"; readonly language: string }
  /** ms since the Unix epoch: from the one on, before the other. */
  | { readonly kind: "written"; readonly from: number; readonly until: number }
);

/** Among which statuses: those that the viewer has to do with, those that everybody may search, or both. */
export type SearchScope = "all" | "library" | "public";

export interface StatusQuery {
  /** Words that have to be in a status: what the index is asked for. */
  readonly words: readonly string[];
  /** What is held against what the index finds. */
  readonly conditions: readonly SearchCondition[];
  readonly scope: SearchScope;
}

/** What comes after so many terms of a query says nothing. */
export const MOST_TERMS = 32;
/** So many words are looked up, the others are held against what these find. */
export const MOST_LOOKED_UP = 8;

const DAY = 24 * 3_600_000;
/** A sign, an operator, and a phrase in quotes or what stands up to the next blank. */
const TERM = /([-+]?)(?:([A-Za-z]+):)?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu;

/**
 * @param query as typed; an operator that we do not know is searched as a word
 * @param storedAddress what `accounts.acct` holds for an address, and `me` for `me`
 */
export function parseStatusQuery(query: string, storedAddress: (address: string) => string): StatusQuery {
  const words = new Set<string>();
  const conditions: SearchCondition[] = [];
  let scope: SearchScope = "all";
  for (const [, sign, name, quoted, bare] of firstTerms(query)) {
    const isNegated = sign === "-";
    const value = quoted ?? bare ?? "";
    const operator = name?.toLowerCase();
    if (operator === "in") {
      scope = scopeOf(value.toLowerCase(), isNegated) ?? scope;
      continue;
    }
    const condition =
      operator === "from"
        ? ({ kind: "from", address: storedAddress(value) } as const)
        : conditionOf(operator, value.toLowerCase());
    if (condition !== undefined) {
      conditions.push({ isNegated, ...condition });
      continue;
    }
    const text = operator === undefined ? value : `${operator} ${value}`;
    if (isNegated) conditions.push(...phrase(text, isNegated, 1));
    else if (quoted !== undefined) conditions.push(...phrase(text, isNegated, 2));
    if (isNegated) continue;
    for (const run of runsOf(text)) {
      for (const word of wordsToFind(run)) words.add(word);
      // A text may hold each pair of its characters, and not the run.
      if (!run.isSpaced && quoted === undefined) conditions.push(...phrase(run.text, isNegated, 3));
    }
  }
  const all = [...words];
  if (all.length > MOST_LOOKED_UP) {
    conditions.push({ isNegated: false, kind: "words", words: all.slice(MOST_LOOKED_UP) });
  }
  return { words: all.slice(0, MOST_LOOKED_UP), conditions, scope };
}

function* firstTerms(query: string): Generator<RegExpExecArray> {
  let terms = 0;
  for (const match of query.matchAll(TERM)) {
    if (terms === MOST_TERMS) return;
    terms += 1;
    yield match;
  }
}

/** Nothing for a text of fewer units: words say it as well. */
function phrase(text: string, isNegated: boolean, least: number): SearchCondition[] {
  const units = unitsOf(text);
  return units.length < least ? [] : [{ isNegated, kind: "phrase", units }];
}

function scopeOf(value: string, isNegated: boolean): SearchScope | undefined {
  if (value === "library") return isNegated ? "public" : "library";
  if (value === "public") return isNegated ? "library" : "public";
  return value === "all" ? "all" : undefined;
}

type Unsigned<C> = C extends SearchCondition ? Omit<C, "isNegated"> : never;

function conditionOf(operator: string | undefined, value: string): Unsigned<SearchCondition> | undefined {
  switch (operator) {
    case "has":
    case "is": {
      const property = StatusProperty.find((name) => name === value);
      return property && { kind: "property", property };
    }
    case "language":
      return { kind: "language", language: value };
    case "before":
    case "after":
    case "during":
      return writtenWhen(operator, value);
  }
  return undefined;
}

/** Days in UTC, as `YYYY-MM-DD`. */
function writtenWhen(
  operator: "before" | "after" | "during",
  day: string,
): Unsigned<SearchCondition> | undefined {
  const start = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(start)) return undefined;
  switch (operator) {
    case "before":
      return { kind: "written", from: -Infinity, until: start };
    case "after":
      return { kind: "written", from: start + DAY, until: Infinity };
    case "during":
      return { kind: "written", from: start, until: start + DAY };
  }
}
