/** What a word may become, in a list below it; above where there is more room. */

import { useLayoutEffect, useRef, type ReactElement, type RefObject } from "react";
import { placeAt } from "./placeAt.ts";
import type { Suggestion } from "./useSuggestions.ts";

export function SuggestionList({
  id,
  label,
  suggestions,
  active,
  anchor,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  /** What it stands at. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onChoose: (index: number) => void;
}): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const { current: popup } = list;
    const at = anchor.current?.getBoundingClientRect();
    if (popup === null || at === undefined) return;
    // The top layer: no box around it cuts it off.
    if (!popup.matches(":popover-open")) popup.showPopover();
    placeAt(popup, at);
  });
  return (
    <ul
      ref={list}
      id={id}
      popover="manual"
      role="listbox"
      aria-label={label}
      className="fixed inset-auto m-0 w-[min(22rem,calc(100vw-1rem))] rounded-2xl border border-line bg-card p-1.5 text-ink shadow-pop"
    >
      {suggestions.map(({ insert, title, detail, picture, sign }, index) => (
        <li
          key={insert}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // The text keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
          className={`flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-2.5 hover:bg-raised ${index === active ? "bg-tint" : ""}`}
        >
          {picture !== undefined && <img src={picture} alt="" className="size-8 rounded-lg object-cover" />}
          {sign !== undefined && (
            <span aria-hidden="true" className="w-8 text-center text-xl">
              {sign}
            </span>
          )}
          <span className="min-w-0">
            <span className="block truncate font-semibold">
              <bdi>{title}</bdi>
            </span>
            {detail !== undefined && (
              <span className="block truncate text-sm text-soft">
                <bdi>{detail}</bdi>
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
