// Instants as milliseconds since the Unix epoch, to and from the xsd:dateTime of ActivityStreams (RFC 3339).
import { ActivityPubError } from "./error.ts";

const PATTERN =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))?$/;

/**
 * Reads a timestamp. Seconds may be missing, and an absent zone counts as UTC, since both are sent.
 * @returns milliseconds since the Unix epoch, or null when it is not a timestamp of the years 0001 to 9999.
 */
export function parseTimestamp(text: string): number | null {
  if (text.length > 40) return null;
  const match = PATTERN.exec(text.trim());
  if (match === null) return null;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = "0",
    fraction = "",
    ,
    sign,
    zoneHour = "0",
    zoneMinute = "0",
  ] = match;
  const parts = [Number(month), Number(day), Number(hour), Number(minute), Number(second)] as const;
  if (parts[0] < 1 || parts[0] > 12 || parts[1] < 1 || parts[2] > 24 || parts[3] > 59 || parts[4] > 60)
    return null;
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59 || Number(year) < 1) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), parts[0] - 1, parts[1]);
  if (date.getUTCDate() !== parts[1]) return null;
  date.setUTCHours(parts[2], parts[3], parts[4], Number(fraction.padEnd(3, "0").slice(0, 3)));
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  const instant = date.getTime() - (sign === "-" ? -offset : offset);
  return instant >= MIN && instant <= MAX ? instant : null;
}

const MIN = -62_135_596_800_000;
const MAX = 253_402_300_799_999;

/**
 * Writes a timestamp as ISO 8601 in UTC, with milliseconds only when there are any.
 * @throws ActivityPubError `invalid-input` when it is not an instant of the years 0001 to 9999.
 */
export function formatTimestamp(milliseconds: number, path = "$"): string {
  if (!(milliseconds >= MIN && milliseconds <= MAX))
    throw new ActivityPubError("invalid-input", path, "Not milliseconds since the Unix epoch");
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}
