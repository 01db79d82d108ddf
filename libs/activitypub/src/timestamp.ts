// Instants as milliseconds since the Unix epoch, to and from the xsd:dateTime of ActivityStreams (RFC 3339).
import { ActivityPubError } from "./error.ts";

// What Date.parse of every engine reads alike (ECMA-262, section 21.4.1.32); some of them let February 30 pass.
const USUAL = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const SENT = /^(\d{4}-\d\d-(\d\d))[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-]\d\d):?(\d\d))?$/i;
const MIN = -62_135_596_800_000;
const MAX = 253_402_300_799_999;

/**
 * Reads a timestamp. Seconds may be missing, and an absent zone counts as UTC, since both are sent.
 * @returns milliseconds since the Unix epoch, or null when it is not a timestamp of the years 0001 to 9999.
 */
export function parseTimestamp(text: string): number | null {
  const instant = USUAL.test(text) ? Date.parse(text) : unusual(text);
  return instant >= MIN && instant <= MAX ? instant : null;
}

function unusual(text: string): number {
  const match = SENT.exec(text.slice(0, 40).trim());
  if (match === null) return NaN;
  const [, date = "", day, time = "", second = "00", fraction = "", hours = "+00", minutes = "00"] = match;
  if (new Date(Date.parse(date)).getUTCDate() !== Number(day)) return NaN;
  const isLeap = second === "60";
  const seconds = `${isLeap ? "59" : second}.${fraction.padEnd(3, "0").slice(0, 3)}`;
  return Date.parse(`${date}T${time}:${seconds}${hours}:${minutes}`) + (isLeap ? 1_000 : 0);
}

/**
 * Writes a timestamp as ISO 8601 in UTC, with milliseconds only when there are any.
 * @throws ActivityPubError `invalid-input` when it is not an instant of the years 0001 to 9999.
 */
export function formatTimestamp(milliseconds: number, path = "$"): string {
  if (!(milliseconds >= MIN && milliseconds <= MAX)) throw new ActivityPubError("invalid-input", path);
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}
