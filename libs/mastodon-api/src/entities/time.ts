/** Times as the API writes them: ISO 8601 with milliseconds and Z. */

const DAY = 86_400_000;
/** Many times of a page are of few days; more days than these are forgotten. */
const MOST_DAYS = 64;
const days = new Map<number, string>();

/** @param millis ms since the Unix epoch */
export function time(millis: number): string {
  return new Date(millis).toISOString();
}

/** The day alone, for `last_status_at`: `YYYY-MM-DD`, or with a sign and six digits where the year has more than four. */
export function day(millis: number): string {
  const number = Math.floor(millis / DAY);
  const known = days.get(number);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const written = time(millis).slice(0, -"T00:00:00.000Z".length);
  days.set(number, written);
  return written;
}
