/** What a report is about: spam, law, a rule of this server, or something else. */

import { useId, type ReactElement } from "react";
import type { ReportCategory } from "../api/endpoints/reports.ts";
import type { Instance } from "../api/entities/instance.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";

const names = {
  spam: ["report.spam", "report.spamHint"],
  legal: ["report.legal", "report.legalHint"],
  violation: ["report.violation", "report.violationHint"],
  other: ["report.other", "report.otherHint"],
} as const satisfies Record<ReportCategory, readonly [MessageId, MessageId]>;

export function ReportCategories({
  category,
  rules,
  broken,
  onCategory,
  onBroken,
}: {
  readonly category: ReportCategory;
  readonly rules: NonNullable<Instance["rules"]>;
  /** The ids of rules. */
  readonly broken: readonly string[];
  readonly onCategory: (category: ReportCategory) => void;
  readonly onBroken: (ids: readonly string[]) => void;
}): ReactElement {
  const t = useT();
  const id = useId();
  const offered = (["spam", "legal", "violation", "other"] as const).filter(
    (it) => it !== "violation" || rules.length > 0,
  );
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t("report.why")}</legend>
      <div className="space-y-2">
        {offered.map((it) => (
          <label
            key={it}
            className="flex cursor-pointer items-start gap-3 rounded-2xl border border-edge px-4 py-2.5 has-checked:border-accent has-checked:bg-tint"
          >
            <input
              type="radio"
              name={id}
              checked={it === category}
              aria-describedby={`${id}-${it}`}
              onChange={() => onCategory(it)}
              className="mt-1 size-4.5 shrink-0 accent-accent"
            />
            <span>
              <span className="block font-medium">{t(names[it][0])}</span>
              <span id={`${id}-${it}`} className="block text-sm text-soft">
                {t(names[it][1])}
              </span>
            </span>
          </label>
        ))}
      </div>
      {category === "violation" && (
        <ul className="mt-3 space-y-2 ps-4">
          {rules.map((rule) => (
            <li key={rule.id}>
              <label className="flex cursor-pointer items-start gap-3">
                <input
                  type="checkbox"
                  checked={broken.includes(rule.id)}
                  onChange={(event) =>
                    onBroken(
                      event.target.checked ? [...broken, rule.id] : broken.filter((each) => each !== rule.id),
                    )
                  }
                  className="mt-1 size-4.5 accent-accent"
                />
                {rule.text}
              </label>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
