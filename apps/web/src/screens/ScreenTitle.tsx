/** The heading of a screen, which stays in sight; it names the document as well. */

import { useRouter } from "@tanstack/react-router";
import { useEffect, type ReactElement, type ReactNode } from "react";
import { IconButton } from "../components/Button.tsx";
import { useInstance } from "../hooks/useInstance.ts";
import { useT } from "../i18n/useT.ts";
import { OwnPicture } from "../shell/OwnPicture.tsx";
import { SettingsMenu } from "../shell/SettingsMenu.tsx";

export function ScreenTitle({
  title,
  hasBack = false,
  children,
}: {
  readonly title: string;
  readonly hasBack?: boolean;
  readonly children?: ReactNode;
}): ReactElement {
  const t = useT();
  const { history } = useRouter();
  const instance = useInstance();
  const name = instance?.title ?? "Mastic";
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <div className="sticky top-0 z-20 flex min-h-14 items-center gap-1 border-b border-line bg-card px-4">
      {hasBack && (
        <IconButton icon="back" label={t("back")} className="-ms-2.5" onClick={() => history.back()} />
      )}
      {/* Two lines are as high as the bar: a name that comes later moves nothing. */}
      <h1 className="line-clamp-2 min-w-0 flex-1 text-xl/tight font-bold wrap-anywhere">
        <bdi>{title}</bdi>
      </h1>
      {children}
      <div className="flex items-center gap-2 md:hidden">
        <SettingsMenu isCompact />
        <OwnPicture />
      </div>
    </div>
  );
}
