/** Times as people say them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, as short as the language has it; a date after a week. @param now ms since the Unix epoch */
export function ago(iso: string, now: number, locale: string): string {
  const then = Date.parse(iso);
  const gone = now - then;
  const format = new Intl.RelativeTimeFormat(locale, { style: "narrow", numeric: "auto" });
  if (gone < MINUTE) return format.format(0, "second");
  if (gone < HOUR) return format.format(-Math.floor(gone / MINUTE), "minute");
  if (gone < DAY) return format.format(-Math.floor(gone / HOUR), "hour");
  if (gone < 7 * DAY) return format.format(-Math.floor(gone / DAY), "day");
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(then);
}

/** Day and time in full. */
export function exactly(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(Date.parse(iso));
}

export function monthOf(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(iso),
  );
}

/** 1234 as `1.2K`. */
export function short(count: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(count);
}
