/** One's filters: which words are kept away, and where. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { buttonClass } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../components/states.tsx";
import { useFilters } from "../hooks/useFilters.ts";
import { useNow } from "../hooks/useNow.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

export default function FiltersScreen(): ReactElement {
  const t = useT();
  return (
    <SignedInOnly>
      <ScreenTitle title={t("filters")} hasBack />
      <div className="border-b border-line p-4">
        <Link to="/filters/$filterId" params={{ filterId: "new" }} className={buttonClass()}>
          <Icon name="plus" /> {t("filters.new")}
        </Link>
      </div>
      <Filters />
    </SignedInOnly>
  );
}

function Filters(): ReactElement {
  const t = useT();
  const now = useNow();
  const { data, error, refetch } = useFilters();
  if (data === undefined) {
    return error === null ? <LoadingPosts /> : <FailedState error={error} onRetry={() => void refetch()} />;
  }
  if (data.length === 0) return <EmptyState icon="filter" text={t("empty.filters")} />;
  return (
    <ul>
      {data.map(({ id, title, keywords, filter_action, expires_at }) => (
        <li key={id}>
          <Link
            to="/filters/$filterId"
            params={{ filterId: id }}
            className="block border-b border-line px-4 py-3 hover:bg-raised"
          >
            <span className="flex items-baseline justify-between gap-3">
              <bdi className="min-w-0 truncate font-semibold">{title}</bdi>
              {expires_at !== null && Date.parse(expires_at) < now && (
                <span className="shrink-0 text-sm text-soft">{t("filters.expired")}</span>
              )}
            </span>
            <span className="block truncate text-soft">
              {keywords.map(({ keyword }) => keyword).join(", ")}
            </span>
            <span className="block text-sm text-soft">
              {t(filter_action === "hide" ? "filters.hide" : "filters.warn")}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
