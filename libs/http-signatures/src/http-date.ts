// The Date header: IMF-fixdate (RFC 9110 section 5.6.7), with or without the day's name, which Mastodon's pages leave out.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** `Sun, 06 Nov 1994 08:49:37 GMT` for a time in ms since the Unix epoch. */
export function formatHttpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** Ms since the Unix epoch of an IMF-fixdate, or undefined when it is not one, or names a day that does not exist. */
export function parseHttpDate(text: string): number | undefined {
  const comma = text.indexOf(",");
  if (comma !== -1 && !(DAYS.includes(text.slice(0, comma)) && text.charAt(comma + 1) === " ")) {
    return undefined;
  }
  // "06 Nov 1994 08:49:37 GMT": fixed columns.
  const fixed = comma === -1 ? text : text.slice(comma + 2);
  if (fixed.length !== 24 || !fixed.endsWith(" GMT")) return undefined;
  if (fixed.charAt(2) !== " " || fixed.charAt(6) !== " " || fixed.charAt(11) !== " ") return undefined;
  if (fixed.charAt(14) !== ":" || fixed.charAt(17) !== ":") return undefined;
  const day = digits(fixed, 0, 2);
  const month = MONTHS.indexOf(fixed.slice(3, 6));
  const year = digits(fixed, 7, 11);
  const hour = digits(fixed, 12, 14);
  const minute = digits(fixed, 15, 17);
  const second = digits(fixed, 18, 20);
  if (day < 0 || month < 0 || year < 1900 || hour < 0 || minute < 0 || second < 0) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const midnight = Date.UTC(year, month, day);
  if (new Date(midnight).getUTCDate() !== day) return undefined;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The number in columns `from` to `to`, or -1. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
