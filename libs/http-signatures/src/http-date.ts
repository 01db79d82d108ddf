// The Date header: IMF-fixdate (RFC 9110 section 5.6.7), with or without the day's name, which Mastodon's pages leave out.

const FIXDATE = /^(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), )?\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
/** Capitals stand only where a month begins. */
const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** `Sun, 06 Nov 1994 08:49:37 GMT` for a time in ms since the Unix epoch. */
export function formatHttpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** Ms since the Unix epoch of an IMF-fixdate, or undefined when it is not one, or names a day that does not exist. */
export function parseHttpDate(text: string): number | undefined {
  if (!FIXDATE.test(text)) return undefined;
  // "06 Nov 1994 08:49:37 GMT": fixed columns from here on.
  const start = text.length - 24;
  const two = (column: number): number =>
    text.charCodeAt(start + column) * 10 + text.charCodeAt(start + column + 1) - 528;
  const day = two(0);
  const month = MONTHS.indexOf(text.slice(start + 3, start + 6)) / 3;
  const year = two(7) * 100 + two(9);
  const midnight = Date.UTC(year, month, day);
  // A leap second is the only sixtieth; no day that spills over into the next month.
  if (month < 0 || year < 1900 || two(12) > 23 || two(15) > 59 || two(18) > 60) return undefined;
  if (day < 1 || midnight >= Date.UTC(year, month + 1)) return undefined;
  return midnight + ((two(12) * 60 + two(15)) * 60 + two(18)) * 1000;
}
