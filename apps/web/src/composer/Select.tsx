/** One of several: the browser's own select, which every device knows how to show. */

import type { ReactElement } from "react";
import { Icon, type IconName } from "../components/Icon.tsx";

export function Select<T extends string>({
  icon,
  label,
  value,
  choices,
  isCut = false,
  onChange,
}: {
  readonly icon: IconName | undefined;
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [T, string])[];
  /** Long names are shown by their beginning alone. */
  readonly isCut?: boolean;
  readonly onChange: (value: T) => void;
}): ReactElement {
  return (
    <label className="relative flex h-10 items-center rounded-full border border-edge text-soft focus-within:outline-2 focus-within:outline-accent hover:bg-raised">
      <span className="sr-only">{label}</span>
      {icon !== undefined && (
        <span className="pointer-events-none absolute start-3">
          <Icon name={icon} />
        </span>
      )}
      <select
        value={value}
        title={label}
        onChange={(event) => {
          const chosen = choices.find(([each]) => each === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
        className={`field-sizing-content h-full appearance-none truncate rounded-full bg-transparent pe-8 text-ink outline-none *:bg-card ${icon === undefined ? "ps-4" : "ps-10"} ${isCut ? "max-w-40" : "max-w-full"}`}
      >
        {choices.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
      <span className="pointer-events-none absolute end-2.5">
        <Icon name="down" size="sm" />
      </span>
    </label>
  );
}
