/** For whom a post is, and in which language: chosen before it is published. */

import { useMemo, type ReactElement } from "react";
import {
  quotePolicy as quotePolicies,
  visibility as visibilities,
  type QuotePolicy,
  type Visibility,
} from "../api/entities/status.ts";
import { quotePolicyNames } from "../components/quotePolicyNames.ts";
import { visibilityIcons, visibilityNames } from "../components/VisibilityIcon.tsx";
import { useLocale, useT } from "../i18n/useT.ts";
import { languageChoices } from "./languages.ts";
import { Select } from "./Select.tsx";

export function VisibilitySelect({
  value,
  onChange,
}: {
  readonly value: Visibility;
  readonly onChange: (value: Visibility) => void;
}): ReactElement {
  const t = useT();
  const choices = visibilities.options.map((each) => [each, t(visibilityNames[each])] as const);
  return (
    <Select
      icon={visibilityIcons[value]}
      label={t("compose.visibility")}
      value={value}
      choices={choices}
      onChange={onChange}
    />
  );
}

export function QuotePolicySelect({
  value,
  onChange,
}: {
  readonly value: QuotePolicy;
  readonly onChange: (value: QuotePolicy) => void;
}): ReactElement {
  const t = useT();
  const choices = quotePolicies.options.map((each) => [each, t(quotePolicyNames[each])] as const);
  return (
    <Select icon="quote" label={t("quote.policy")} value={value} choices={choices} onChange={onChange} />
  );
}

export function LanguageSelect({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const t = useT();
  const locale = useLocale();
  const choices = useMemo(() => languageChoices(locale, value), [locale, value]);
  return (
    <Select
      icon={undefined}
      label={t("compose.language")}
      value={value}
      choices={choices}
      isCut
      onChange={onChange}
    />
  );
}
