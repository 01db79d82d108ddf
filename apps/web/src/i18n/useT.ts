/** Texts and times in the language of the app. */

import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import { directionOf } from "./direction.ts";
import { isolated } from "./isolated.ts";
import type { MessageId } from "./locale.ts";

export type Translate = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

/** What is filled in as `name` other people have written. */
export function useT(): Translate {
  const { i18n } = useLingui();
  const { locale } = i18n;
  return useCallback(
    (id, values) => {
      const name = values?.["name"];
      const named = typeof name === "string" ? { name: isolated(name, directionOf(locale)) } : {};
      return i18n._(id, { ...values, ...named });
    },
    [i18n, locale],
  );
}

/** The language of the app: BCP 47, without a region. */
export function useLanguage(): string {
  return useLingui().i18n.locale;
}

/** The language of the app, in the region of this person where they have said one: for dates and numbers. */
export function useLocale(): string {
  const { locale } = useLingui().i18n;
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${locale}-`)) ?? locale;
}
