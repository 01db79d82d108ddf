/** Beside the screen, where there is room: what this node is, and the ways in. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import { useApp } from "../hooks/app.ts";
import { useEnter } from "../hooks/useEnter.ts";
import { useInstance } from "../hooks/useInstance.ts";
import { useT } from "../i18n/useT.ts";

export function Aside(): ReactElement {
  const t = useT();
  const instance = useInstance();
  const { sessionId } = useApp();
  const { signIn, signUp } = useEnter();
  return (
    <aside
      aria-label={t("aside.label")}
      className="sticky top-0 flex h-dvh w-72 shrink-0 flex-col gap-4 py-4 max-lg:hidden"
    >
      <Link
        to="/search"
        className="flex h-12 items-center gap-3 rounded-full border border-edge bg-card px-4 text-soft hover:text-ink"
      >
        <Icon name="search" />
        <span className="min-w-0 truncate text-sm">{t("search.placeholder")}</span>
      </Link>
      {instance !== undefined && (
        <section className="rounded-3xl border border-line bg-card p-5">
          <h2 className="text-lg font-bold wrap-anywhere">{instance.title}</h2>
          <p className="text-sm text-soft wrap-anywhere">{instance.domain}</p>
          <p className="mt-3 wrap-anywhere">{instance.description}</p>
          <Link
            to="/about"
            className="mt-3 inline-block font-medium text-accent underline underline-offset-3"
          >
            {t("about")}
          </Link>
          {sessionId === undefined && (
            <div className="mt-5 flex flex-col gap-2">
              {instance.registrations.enabled && (
                <Button onClick={() => signUp("/home")}>{t("signUp")}</Button>
              )}
              <Button look="quiet" onClick={signIn}>
                {t("signIn")}
              </Button>
            </div>
          )}
        </section>
      )}
      <p className="mt-auto px-2 text-sm text-soft">
        {t("aside.keys")} <kbd className="rounded-md border border-edge px-1.5 font-mono">?</kbd>
      </p>
    </aside>
  );
}
