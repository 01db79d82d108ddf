/** Times as the API writes them: ISO 8601 with milliseconds and Z. */

/** @param millis ms since the Unix epoch */
export function time(millis: number): string {
  return new Date(millis).toISOString();
}

/** The day alone, for `last_status_at`. */
export function day(millis: number): string {
  return time(millis).slice(0, 10);
}
