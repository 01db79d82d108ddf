/** A line above a post: why it stands there. */

import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "../components/Icon.tsx";

export function Above({
  icon,
  children,
}: {
  readonly icon: IconName;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <p className="mb-1 flex items-center gap-2 ps-9 text-sm font-medium text-soft">
      <Icon name={icon} size="sm" />
      {/* A name may be long; the ring around a link has room. */}
      <span className="-m-1 min-w-0 truncate p-1">{children}</span>
    </p>
  );
}
