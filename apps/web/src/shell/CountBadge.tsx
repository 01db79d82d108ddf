/** How many there are, at the corner of what stands for them or beside its name; said in words beside it. */

import type { ReactElement } from "react";

export function CountBadge({
  count,
  most,
  isBeside = false,
}: {
  readonly count: number;
  readonly most: number;
  readonly isBeside?: boolean;
}): ReactElement | null {
  if (count === 0) return null;
  return (
    <span
      aria-hidden="true"
      // No text: it would be part of a label that says it otherwise (WCAG 2.5.3).
      data-count={count > most ? `${most}+` : count}
      className={`rounded-full bg-like text-center font-bold text-card before:content-[attr(data-count)] ${isBeside ? "min-w-6 px-2 text-sm" : "absolute -end-4 -top-2.5 min-w-4.5 px-1 text-xs ring-2 ring-paper"}`}
    />
  );
}
