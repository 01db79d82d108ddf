/** The poll of a post that is being written: what can be chosen, for how long, and whether more than one. */

import { useEffect, useId, useRef, type ReactElement } from "react";
import { Button, IconButton } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import { useLocale, useT } from "../i18n/useT.ts";
import type { DraftPoll } from "./draft.ts";
import { Select } from "./Select.tsx";
import { duration } from "../i18n/time.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SPANS = [5 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY];

export interface PollLimits {
  readonly max_options: number;
  readonly max_characters_per_option: number;
  /** Seconds. */
  readonly min_expiration: number;
  readonly max_expiration: number;
}

export const newPoll: DraftPoll = { options: ["", ""], expiresInSeconds: DAY, multiple: false };

/** The options that say something. */
export function filled(poll: DraftPoll): string[] {
  return poll.options.map((option) => option.trim()).filter((option) => option !== "");
}

export function isComplete(poll: DraftPoll): boolean {
  const options = filled(poll);
  return options.length >= 2 && new Set(options).size === options.length;
}

export function PollEditor({
  poll,
  limits,
  onChange,
}: {
  readonly poll: DraftPoll;
  readonly limits: PollLimits;
  readonly onChange: (poll: DraftPoll) => void;
}): ReactElement {
  const t = useT();
  const locale = useLocale();
  const id = useId();
  const inputs = useRef(new Map<number, HTMLInputElement>());
  const awaited = useRef<number>(undefined);
  const { options } = poll;
  useEffect(() => {
    if (awaited.current !== undefined) inputs.current.get(awaited.current)?.focus();
    awaited.current = undefined;
  }, [options.length]);
  const set = (next: readonly string[]): void => onChange({ ...poll, options: [...next] });
  const add = (): void => {
    if (options.length >= limits.max_options) return;
    awaited.current = options.length;
    set([...options, ""]);
  };
  const spans = SPANS.filter((it) => it >= limits.min_expiration && it <= limits.max_expiration);
  return (
    <fieldset className="rounded-2xl border border-line p-4">
      <legend className="sr-only">{t("compose.poll")}</legend>
      <ol className="space-y-2">
        {options.map((option, index) => (
          <li key={index} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={`size-5 shrink-0 border-2 border-edge ${poll.multiple ? "rounded-md" : "rounded-full"}`}
            />
            <input
              ref={(element) => {
                if (element === null) inputs.current.delete(index);
                else inputs.current.set(index, element);
              }}
              value={option}
              maxLength={limits.max_characters_per_option}
              dir="auto"
              aria-label={t("compose.pollOption", { number: index + 1 })}
              placeholder={t("compose.pollOption", { number: index + 1 })}
              onChange={(event) => set(options.map((it, at) => (at === index ? event.target.value : it)))}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
                // In a field of a form it would publish the post.
                event.preventDefault();
                const next = inputs.current.get(index + 1);
                if (next === undefined) add();
                else next.focus();
              }}
              className="h-11 min-w-0 flex-1 rounded-xl border border-edge bg-paper px-4 placeholder:text-soft"
            />
            {options.length > 2 && (
              <IconButton
                icon="close"
                label={t("compose.pollRemoveOption", { number: index + 1 })}
                onClick={() => {
                  awaited.current = Math.max(0, index - 1);
                  set(options.filter((_, at) => at !== index));
                }}
              />
            )}
          </li>
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {options.length < limits.max_options && (
          <Button look="quiet" onClick={add}>
            <Icon name="plus" size="sm" /> {t("compose.pollAdd")}
          </Button>
        )}
        <Select
          icon={undefined}
          label={t("compose.pollEnds")}
          value={String(poll.expiresInSeconds)}
          choices={spans.map((it) => [String(it), duration(it, locale)] as const)}
          onChange={(value) => onChange({ ...poll, expiresInSeconds: Number(value) })}
        />
        <span className="flex min-h-10 items-center gap-2">
          <input
            id={id}
            type="checkbox"
            checked={poll.multiple}
            onChange={(event) => onChange({ ...poll, multiple: event.target.checked })}
            className="size-4.5 accent-accent"
          />
          <label htmlFor={id}>{t("compose.pollMultiple")}</label>
        </span>
      </div>
    </fieldset>
  );
}
