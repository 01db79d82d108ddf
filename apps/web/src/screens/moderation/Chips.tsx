/** Which part of a list is shown: one of a few buttons is pressed. */

import type { ReactElement } from "react";

export function Chips<T extends string>({
  label,
  value,
  values,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly values: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}): ReactElement {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-2 px-4 py-3">
      {values.map(([each, text]) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === value}
          onClick={() => onChange(each)}
          className="min-h-9 shrink-0 rounded-full border border-edge px-4 font-medium aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
        >
          {text}
        </button>
      ))}
    </div>
  );
}
