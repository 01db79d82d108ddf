/** Texts and times in the language of the app. */

import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import type { MessageId } from "./locale.ts";

export type Translate = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

export function useT(): Translate {
  const { i18n } = useLingui();
  return useCallback((id, values) => i18n._(id, { ...values }), [i18n, i18n.locale]);
}

export function useLocale(): string {
  return useLingui().i18n.locale;
}
