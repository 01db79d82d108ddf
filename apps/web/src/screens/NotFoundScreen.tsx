/** There is nothing at this address. */

import type { ReactElement } from "react";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "../components/Button.tsx";
import { EmptyState } from "../components/states.tsx";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

export function NotFoundScreen(): ReactElement {
  const t = useT();
  return (
    <>
      <ScreenTitle title={t("notFound")} hasBack />
      <EmptyState icon="search" text={t("error.notFound")}>
        <Link to="/" className={buttonClass()}>
          {t("nav.home")}
        </Link>
      </EmptyState>
    </>
  );
}
