/** Texts and times in the language of the app. */

import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import type { MessageId } from "./locale.ts";

export type Translate = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

export function useT(): Translate {
  const { i18n } = useLingui();
  return useCallback((id, values) => i18n._(id, { ...values }), [i18n, i18n.locale]);
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
