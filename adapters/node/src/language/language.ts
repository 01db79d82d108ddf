/** The languages of the node's own pages: those of its web app, with texts, numbers and times as people say them. */

import { english, type TextId } from "./english.ts";
import { italian } from "./italian.ts";

export type Values = Readonly<Record<string, string | number>>;

export interface Language {
  /** BCP 47. */
  readonly tag: string;
  /** Named in itself. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** A message, with what it names in braces filled in. */
  text(id: TextId, values?: Values): string;
  /** The pieces of a message, for markup in their midst: texts, and the names of what is to be filled in. */
  pieces(id: TextId): readonly Piece[];
  number(value: number): string;
  /** Whether so many are said in the singular (CLDR plural rules; no language here tells more than these two apart in what it counts). */
  isOne(count: number): boolean;
  /** Day and time in UTC: nobody knows where the reader is. @param millis since the Unix epoch */
  time(millis: number): string;
}

export type Piece = { readonly text: string } | { readonly name: string };

function language(
  tag: string,
  name: string,
  direction: Language["direction"],
  texts: Readonly<Record<TextId, string>>,
  /** Whose numbers and dates. */
  locale = tag,
): Language {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const times = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const pieces = (id: TextId): Piece[] =>
    texts[id]
      .split(/(\{\w+\})/)
      .map((part) => (/^\{\w+\}$/.test(part) ? { name: part.slice(1, -1) } : { text: part }));
  return {
    tag,
    name,
    direction,
    pieces,
    text: (id, values = {}) =>
      pieces(id)
        .map((piece) => ("text" in piece ? piece.text : String(values[piece.name] ?? `{${piece.name}}`)))
        .join(""),
    number: (value) => numbers.format(value),
    isOne: (count) => plurals.select(count) === "one",
    time: (millis) => `${times.format(millis)} UTC`,
  };
}

/** The first is for who asks for none of them. */
export const languages = [
  language("en", "English", "ltr", english, "en-GB"),
  language("it", "Italiano", "ltr", italian),
] as const;

/** CLDR's pseudo-locale of right-to-left languages, as the web app has it: no page offers it. */
const backwards = language("ar-XB", "English", "rtl", english);

/** @param tag BCP 47, of whatever region */
export function languageFor(tag: string): Language | undefined {
  if (tag.toLowerCase() === "ar-xb") return backwards;
  const primary = tag.split("-")[0]?.toLowerCase();
  return languages.find((it) => it.tag === primary);
}
