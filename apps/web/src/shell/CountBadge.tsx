/** How many there are, at the corner of what stands for them; said in words beside it. */

import type { ReactElement } from "react";

export function CountBadge({
  count,
  most,
}: {
  readonly count: number;
  readonly most: number;
}): ReactElement | null {
  if (count === 0) return null;
  return (
    <span
      aria-hidden="true"
      // No text: it would be part of a label that says it otherwise (WCAG 2.5.3).
      data-count={count > most ? `${most}+` : count}
      className="absolute -end-2 -top-1.5 min-w-4.5 rounded-full bg-like px-1 text-center text-xs font-bold text-card before:content-[attr(data-count)]"
    />
  );
}
