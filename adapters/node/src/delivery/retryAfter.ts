/** The Retry-After header: seconds, or a date (RFC 9110 section 10.2.3). */

/** A peer may put us off for so long, no longer. */
const MAX_MILLIS = 12 * 3_600_000;

/** Milliseconds to wait, at most 12 hours; `undefined` where the header is absent or says nothing. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (text === "" || text.length > 40) return undefined;
  const millis = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(millis) ? undefined : Math.min(Math.max(millis, 0), MAX_MILLIS);
}
