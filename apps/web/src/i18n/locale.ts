/** The language of the app: which there are, which one fits this person, and how one is changed. */

import { i18n } from "@lingui/core";
import type EnglishCatalogue from "./catalogs/en.json";
import type ItalianCatalogue from "./catalogs/it.json";
import { tryStore } from "../offline/tryStore.ts";
import { directionOf } from "./direction.ts";

/** Every message has an id; the compiler knows them all. */
export type MessageId = keyof typeof EnglishCatalogue;
export type Locale = "en" | "it";

/** Each named in itself. */
export const localeNames: Readonly<Record<Locale, string>> = { en: "English", it: "Italiano" };
export const locales: readonly Locale[] = ["en", "it"];
/**
 * CLDR's pseudo-locale of right-to-left languages: the English texts, in the layout and with the dates and numbers of
 * Arabic. For whoever builds the app, until it is in such a language; no menu offers it.
 */
const PSEUDO = "ar-XB";

/**
 * A catalogue comes in two parts: what the app says before it has loaded another screen, dialog or menu, and the rest. The
 * build parts them by what the sources name. A catalogue lacks nothing, or this does not compile.
 */
interface Parts<Catalogue extends Readonly<Record<MessageId, string>>> {
  readonly start: () => Promise<{ default: Partial<Catalogue> }>;
  readonly later: () => Promise<{ default: Partial<Catalogue> }>;
}

const english: Parts<typeof EnglishCatalogue> = {
  start: () => import("./catalogs/en.json?start"),
  later: () => import("./catalogs/en.json?later"),
};
const italian: Parts<typeof ItalianCatalogue> = {
  start: () => import("./catalogs/it.json?start"),
  later: () => import("./catalogs/it.json?later"),
};
const catalogues = { en: english, it: italian, [PSEUDO]: english };

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

/** The language that the app is shown in. */
let current: Locale | typeof PSEUDO = "en";
/** The one that was chosen last: its messages may still be on their way. */
let wanted: Locale | typeof PSEUDO = "en";
/** The other part of its catalogue, from when something needs it. */
let completing: Promise<void> | undefined;

async function complete(locale: Locale | typeof PSEUDO): Promise<void> {
  i18n.load(locale, (await catalogues[locale].later()).default);
}

/**
 * Loads what is needed of the catalogue of a language, and shows the app in it.
 * @returns whether it does: another may have been chosen meanwhile
 */
async function activate(locale: Locale | typeof PSEUDO): Promise<boolean> {
  wanted = locale;
  // `loadAndActivate` would put one part in the place of the other.
  i18n.load(locale, (await catalogues[locale].start()).default);
  if (completing !== undefined) await complete(locale);
  if (wanted !== locale) return false;
  current = locale;
  i18n.activate(locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
  return true;
}

async function completed(): Promise<void> {
  completing ??= complete(current).catch((error: unknown) => {
    completing = undefined;
    throw error;
  });
  await completing;
}

/** A request that failed for once is made again after so long. */
const AGAIN_MILLIS = 1_000;

/** Loads a part of the app together with the messages that it may need. */
export function withMessages<Module>(load: () => Promise<Module>): () => Promise<Module> {
  const attempt = async (): Promise<Module> => {
    const [part] = await Promise.all([load(), completed()]);
    return part;
  };
  return () =>
    attempt().catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
      return attempt();
    });
}

export async function activateBest(): Promise<void> {
  await activate(bestLocale(localStorage.getItem(KEY), navigator.languages));
}

/** The device keeps the choice once it is shown: the next start must not want for its messages. */
export async function choose(locale: Locale): Promise<void> {
  if (await activate(locale)) tryStore(localStorage, KEY, locale);
}
