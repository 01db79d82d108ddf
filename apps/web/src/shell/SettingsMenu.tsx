/** Theme, language, keyboard map, and the way out. */

import { lazy, Suspense, useState, type ReactElement } from "react";
import { Icon } from "../components/Icon.tsx";
import { useT } from "../i18n/useT.ts";

// Base UI's menu is loaded when somebody opens it.
const Menu = lazy(() => import("./SettingsMenuPopup.tsx"));

export function SettingsMenu({
  onHelp,
  isCompact = false,
}: {
  readonly onHelp?: () => void;
  readonly isCompact?: boolean;
}): ReactElement {
  const t = useT();
  const [wasOpened, setOpened] = useState(false);
  const look = isCompact
    ? "flex size-10 items-center justify-center rounded-full text-soft hover:bg-raised"
    : "flex min-h-12 w-full items-center gap-4 rounded-full px-3.5 text-lg text-ink hover:bg-raised max-lg:justify-center";
  const label = (
    <>
      <Icon name="gear" size="lg" />
      <span className={isCompact ? "sr-only" : "max-lg:sr-only"}>{t("settings")}</span>
    </>
  );
  const closed = (
    <button type="button" aria-haspopup="menu" className={look} onClick={() => setOpened(true)}>
      {label}
    </button>
  );
  if (!wasOpened) return closed;
  return (
    <Suspense fallback={closed}>
      <Menu trigger={label} className={look} {...(onHelp === undefined ? {} : { onHelp })} />
    </Suspense>
  );
}
