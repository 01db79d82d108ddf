/** The language of the app: which there are, which one fits this person, and how one is changed. */

import { i18n } from "@lingui/core";
import type english from "./catalogs/en.json";
import { directionOf } from "./direction.ts";

/** Every message has an id; the compiler knows them all. */
export type MessageId = keyof typeof english;
export type Locale = "en" | "it";

/** Each named in itself. */
export const localeNames: Readonly<Record<Locale, string>> = { en: "English", it: "Italiano" };
export const locales: readonly Locale[] = ["en", "it"];
/**
 * CLDR's pseudo-locale of right-to-left languages: the English texts, in the layout and with the dates and numbers of
 * Arabic. For whoever builds the app, until it is in such a language; no menu offers it.
 */
const PSEUDO = "ar-XB";

/** A catalogue lacks nothing, or this does not compile. */
const catalogues: Readonly<
  Record<Locale | typeof PSEUDO, () => Promise<{ default: Record<MessageId, string> }>>
> = {
  en: () => import("./catalogs/en.json"),
  it: () => import("./catalogs/it.json"),
  [PSEUDO]: () => import("./catalogs/en.json"),
};

const KEY = "mastic.locale";

function isLocale(text: string | null | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

/** @param preferred BCP 47 tags, the best first, as `navigator.languages` has them */
function bestLocale(chosen: string | null, preferred: readonly string[]): Locale | typeof PSEUDO {
  if (isLocale(chosen)) return chosen;
  if (preferred[0] === PSEUDO) return PSEUDO;
  return preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLocale) ?? "en";
}

/** Loads the catalogue of a language and shows the app in it. */
async function activate(locale: Locale | typeof PSEUDO): Promise<void> {
  i18n.loadAndActivate({ locale, messages: (await catalogues[locale]()).default });
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}

export async function activateBest(): Promise<void> {
  await activate(bestLocale(localStorage.getItem(KEY), navigator.languages));
}

export async function choose(locale: Locale): Promise<void> {
  localStorage.setItem(KEY, locale);
  await activate(locale);
}
