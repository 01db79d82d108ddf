/** Who can see a post. */

import type { ReactElement } from "react";
import type { Visibility } from "../api/entities/status.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { Icon, type IconName } from "./Icon.tsx";

export const visibilityIcons = {
  public: "globe",
  unlisted: "unlisted",
  private: "lock",
  direct: "mail",
} as const satisfies Record<Visibility, IconName>;

export const visibilityNames = {
  public: "visibility.public",
  unlisted: "visibility.unlisted",
  private: "visibility.private",
  direct: "visibility.direct",
} as const satisfies Record<Visibility, MessageId>;

export function VisibilityIcon({ visibility }: { readonly visibility: Visibility }): ReactElement {
  const t = useT();
  const name = t(visibilityNames[visibility]);
  return (
    <span title={name} className="text-soft">
      <Icon name={visibilityIcons[visibility]} size="sm" />
      <span className="sr-only">{name}</span>
    </span>
  );
}
