/** Emoji in rows, under titles; one of them is in the order of the Tab key, and the arrows lead to the others. */

import { memo, useState, type KeyboardEvent, type ReactElement, type Ref } from "react";
import { useT } from "../../i18n/useT.ts";
import type { ChosenEmoji } from "./match.ts";

export interface EmojiSection {
  readonly title: string;
  readonly emoji: readonly ChosenEmoji[];
}

const COLUMNS = 8;
/** In rem. */
const ROW = 2.5;

export function EmojiGrid({
  ref,
  id,
  sections,
  onChoose,
}: {
  readonly ref: Ref<HTMLDivElement>;
  readonly id: string;
  readonly sections: readonly EmojiSection[];
  readonly onChoose: (emoji: ChosenEmoji) => void;
}): ReactElement {
  const t = useT();
  /** The cell that Tab leads to: the one that had the focus last, or the first of others that were found since. */
  const [active, setActive] = useState({ of: sections, at: 0 });
  const at = active.of === sections ? active.at : 0;
  let before = 0;
  return (
    <div
      ref={ref}
      id={id}
      role="grid"
      aria-label={t("emoji.insert")}
      onKeyDown={moveFocus}
      onFocus={({ currentTarget, target }) => {
        const next = cellsOf(currentTarget).findIndex((cell) => cell === target);
        if (next !== -1) setActive({ of: sections, at: next });
      }}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      {sections.map((section) => {
        const first = before;
        before += section.emoji.length;
        const isActive = at >= first && at < before;
        return (
          <SectionRows
            key={section.title}
            section={section}
            active={isActive ? at - first : undefined}
            onChoose={onChoose}
          />
        );
      })}
    </div>
  );
}

/** There are many, and an arrow key concerns those of two sections at most. */
const SectionRows = memo(function SectionRows({
  section: { title, emoji },
  active,
  onChoose,
}: {
  readonly section: EmojiSection;
  readonly active: number | undefined;
  readonly onChoose: (emoji: ChosenEmoji) => void;
}): ReactElement {
  return (
    <div
      role="rowgroup"
      aria-label={title}
      // Few are in sight.
      className="[content-visibility:auto]"
      style={{ containIntrinsicHeight: `${Math.ceil(emoji.length / COLUMNS) * ROW + ROW}rem` }}
    >
      <div role="row" className="flex h-10 items-center px-1">
        <span role="rowheader" className="truncate text-sm font-semibold text-soft">
          {title}
        </span>
      </div>
      {rowsOf(emoji).map((row, index) => (
        <div key={index} role="row" className="grid grid-cols-8">
          {row.map((each, column) => (
            <button
              key={each.insert}
              type="button"
              role="gridcell"
              tabIndex={index * COLUMNS + column === active ? 0 : -1}
              aria-label={each.name}
              title={each.name}
              onClick={() => onChoose(each)}
              className="flex h-10 items-center justify-center overflow-hidden rounded-lg text-2xl hover:bg-raised focus-visible:bg-tint focus-visible:-outline-offset-2"
            >
              {each.picture === undefined ? (
                <span aria-hidden="true">{each.sign}</span>
              ) : (
                <img src={each.picture} alt="" loading="lazy" className="size-7 object-contain" />
              )}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
});

function rowsOf(emoji: readonly ChosenEmoji[]): readonly (readonly ChosenEmoji[])[] {
  return Array.from({ length: Math.ceil(emoji.length / COLUMNS) }, (_, row) =>
    emoji.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
}

const cellsOf = (element: HTMLElement): HTMLElement[] => [
  ...element.querySelectorAll<HTMLElement>("[role=gridcell]"),
];

/** Along a row, over its end into the next, and from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const cells = cellsOf(event.currentTarget);
  const at = cells.findIndex((cell) => cell === document.activeElement);
  const onward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
  const next = nextCell(event.key, cells, at, onward);
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

function nextCell(
  key: string,
  cells: readonly HTMLElement[],
  at: number,
  onward: 1 | -1,
): HTMLElement | undefined {
  const row = cells[at]?.parentElement;
  const column = row == null ? -1 : [...row.children].findIndex((cell) => cell === cells[at]);
  switch (key) {
    case "ArrowRight":
      return cells[Math.max(0, at + onward)];
    case "ArrowLeft":
      return cells[Math.max(0, at - onward)];
    case "Home":
      return cells[at - column];
    case "End":
      return cells[at - column + (row?.children.length ?? 1) - 1];
    case "ArrowDown":
      return inRow(cells.slice(at).find((cell) => cell.parentElement !== row)?.parentElement, column);
    case "ArrowUp":
      return inRow(cells.slice(0, at).findLast((cell) => cell.parentElement !== row)?.parentElement, column);
    default:
      return undefined;
  }
}

/** The cell of a row that stands in a column, or its last one. */
function inRow(row: HTMLElement | null | undefined, column: number): HTMLElement | undefined {
  const cells = row == null ? [] : cellsOf(row);
  return cells[Math.min(column, cells.length - 1)];
}
