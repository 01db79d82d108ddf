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
  // "06 Nov 1994 08:49:37 GMT": fixed columns from the end.
  const date = text.slice(-24);
  const day = twoDigits(date, 0);
  const month = MONTHS.indexOf(date.slice(3, 6)) / 3;
  const year = twoDigits(date, 7) * 100 + twoDigits(date, 9);
  const midnight = Date.UTC(year, month, day);
  const hour = twoDigits(date, 12);
  const minute = twoDigits(date, 15);
  const second = twoDigits(date, 18);
  // A leap second is the only sixtieth; no day that spills over into the next month.
  if (month < 0 || year < 1900 || hour > 23 || minute > 59 || second > 60) return undefined;
  if (day < 1 || (day > 28 && midnight >= Date.UTC(year, month + 1))) return undefined;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
}
