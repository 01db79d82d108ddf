/** The frame of moderators' screens: the ways between them, and a closed door for everybody else. */

import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { EmptyState, LoadingPosts } from "../../components/states.tsx";
import { useApp } from "../../hooks/app.ts";
import { usePermissions } from "../../hooks/usePermissions.ts";
import { useT } from "../../i18n/useT.ts";
import { ScreenTitle } from "../ScreenTitle.tsx";
import { SignedInOnly } from "../SignedInOnly.tsx";
import { Proposals } from "./Proposals.tsx";

const tabs = [
  { to: "/moderation", name: "moderation.reports" },
  { to: "/moderation/accounts", name: "moderation.people" },
  { to: "/moderation/domains", name: "moderation.servers" },
  { to: "/moderation/rules", name: "moderation.policy" },
] as const;

export function ModerationFrame({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <SignedInOnly>
      <ForModerators>{children}</ForModerators>
    </SignedInOnly>
  );
}

function ForModerators({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useT();
  const permissions = usePermissions();
  const { governance } = useApp().capabilities;
  return (
    <>
      <ScreenTitle title={t("moderation")} hasBack />
      {permissions === undefined ? (
        <LoadingPosts />
      ) : !permissions.reports ? (
        governance === undefined ? (
          <EmptyState icon="lock" text={t("moderation.notYours")} />
        ) : (
          <>
            <p role="note" className="border-b border-line bg-warn px-4 py-3 text-on-warn">
              {t("moderation.governed")}
            </p>
            <Proposals governance={governance} />
          </>
        )
      ) : (
        <>
          <nav aria-label={t("moderation")} className="flex flex-wrap border-b border-line">
            {tabs.map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                replace
                activeOptions={{ exact: true }}
                activeProps={{ className: "border-accent text-ink", "aria-current": "page" }}
                inactiveProps={{ className: "border-transparent text-soft" }}
                className="flex min-h-12 flex-auto items-center justify-center border-b-3 px-2 font-semibold hover:bg-raised"
              >
                {t(name)}
              </Link>
            ))}
          </nav>
          {!permissions.people && (
            <p role="note" className="border-b border-line bg-warn px-4 py-3 text-on-warn">
              {t("moderation.governed")} {t("moderation.stillYours")}
            </p>
          )}
          {governance !== undefined && (
            <details className="border-b border-line">
              <summary className="min-h-12 px-4 py-3 font-semibold hover:bg-raised">
                {t("proposal.title")}
              </summary>
              <Proposals governance={governance} />
            </details>
          )}
          {children}
        </>
      )}
    </>
  );
}
