/** What this node is, and what people agree to on it. */

import type { ReactElement } from "react";
import { RuleList } from "../components/RuleList.tsx";
import { LoadingPosts } from "../components/states.tsx";
import { useInstance } from "../hooks/useInstance.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

export default function AboutScreen(): ReactElement {
  const t = useT();
  const instance = useInstance();
  return (
    <>
      <ScreenTitle title={t("about")} hasBack />
      {instance === undefined ? (
        <LoadingPosts />
      ) : (
        <div className="space-y-6 p-6">
          <div>
            <h2 className="text-lg font-bold wrap-anywhere">{instance.title}</h2>
            <p className="text-sm text-soft wrap-anywhere">{instance.domain}</p>
            <p dir="auto" className="mt-3 wrap-anywhere">
              {instance.description}
            </p>
          </div>
          <section>
            <h2 className="mb-2 text-lg font-bold">{t("about.rules")}</h2>
            {instance.rules === undefined || instance.rules.length === 0 ? (
              <p className="text-soft">{t("about.noRules")}</p>
            ) : (
              <RuleList rules={instance.rules} />
            )}
          </section>
        </div>
      )}
    </>
  );
}
