/** Times and counts as people say them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats cost far more to make than to use, and every post shows several. */
function kept<T>(make: (locale: string) => T): (locale: string) => T {
  const known = new Map<string, T>();
  return (locale) => {
    const format = known.get(locale) ?? make(locale);
    known.set(locale, format);
    return format;
  };
}

const span = kept((locale) => new Intl.RelativeTimeFormat(locale, { style: "narrow", numeric: "auto" }));
const day = kept((locale) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }));
const dayOfYear = kept(
  (locale) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }),
);
const dayAndTime = kept(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }),
);
const month = kept(
  (locale) => new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }),
);
const compact = kept(
  (locale) => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }),
);

/** How long ago, as short as the language has it; a date after a week. @param now ms since the Unix epoch */
export function ago(iso: string, now: number, locale: string): string {
  const then = Date.parse(iso);
  const gone = now - then;
  if (gone < MINUTE) return span(locale).format(0, "second");
  if (gone < HOUR) return span(locale).format(-Math.floor(gone / MINUTE), "minute");
  if (gone < DAY) return span(locale).format(-Math.floor(gone / HOUR), "hour");
  if (gone < 7 * DAY) return span(locale).format(-Math.floor(gone / DAY), "day");
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? day : dayOfYear)(locale).format(then);
}

/** How long until then, in the largest unit. @param now ms since the Unix epoch */
export function until(iso: string, now: number, locale: string): string {
  const left = Math.max(0, Date.parse(iso) - now);
  if (left < HOUR) return span(locale).format(Math.ceil(left / MINUTE), "minute");
  if (left < DAY) return span(locale).format(Math.round(left / HOUR), "hour");
  return span(locale).format(Math.round(left / DAY), "day");
}

/** Day and time in full. */
export function exactly(iso: string, locale: string): string {
  return dayAndTime(locale).format(Date.parse(iso));
}

export function monthOf(iso: string, locale: string): string {
  return month(locale).format(Date.parse(iso));
}

/** 1234 as `1.2K`. */
export function short(count: number, locale: string): string {
  return compact(locale).format(count);
}

/** A length of time, in the largest unit that has it whole. */
export function duration(seconds: number, locale: string): string {
  const [unit, size] =
    (
      [
        ["day", 86_400],
        ["hour", 3_600],
        ["minute", 60],
      ] as const
    ).find(([, each]) => seconds % each === 0) ?? (["second", 1] as const);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(seconds / size);
}
