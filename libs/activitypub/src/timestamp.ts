// Instants as milliseconds since the Unix epoch, to and from the xsd:dateTime of ActivityStreams (RFC 3339).
import { refuse } from "./error.ts";

// What nearly all servers send, which every engine reads alike.
const USUAL = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T\d\d:\d\d:[0-5]\d(?:\.\d{3})?Z$/;
// Nothing of a day comes after its 24:00:00.
const SENT =
  /^(\d{4}-\d\d-\d\d)[T ](?!24:00:[0.]*[1-9])(\d\d:\d\d)(?::((?:[0-5]\d|60)(?:\.\d{1,9})?))?(?:Z|([+-]\d\d):?(\d\d))?$/i;

// The text that was read last: an activity and its object nearly always have the same.
let last = "";
let lastInstant: number | null = null;

/**
 * Reads a timestamp. Seconds may be missing, and an absent zone counts as UTC, since both are sent.
 * @returns milliseconds since the Unix epoch, or null when it is not a timestamp of the years 0001 to 9999.
 */
export function parseTimestamp(text: string): number | null {
  if (text !== last) {
    const instant = USUAL.test(text) ? Date.parse(text) : unusual(text);
    lastInstant = isWritable(instant) ? instant : null;
    last = text;
  }
  return lastInstant;
}

function unusual(text: string): number {
  const [, date = "", time = "", seconds = "", hours = "+00", minutes = "00"] = SENT.exec(text.trim()) ?? [];
  // Some engines take the 30th of February for a day in March.
  if (new Date(date).getUTCDate() !== Number(date.slice(8))) return NaN;
  // None takes the 60th second, which leap seconds are: milliseconds are counted here.
  return (
    Date.parse(`${date}T${time}${hours}:${minutes}`) + Number(`${seconds}00000`.replace(".", "").slice(0, 5))
  );
}

/**
 * Writes a timestamp as ISO 8601 in UTC, with milliseconds only when there are any.
 * @throws ActivityPubError `invalid-input` when it is not an instant of the years 0001 to 9999.
 */
export function formatTimestamp(milliseconds: number, path = "$"): string {
  if (!isWritable(milliseconds)) refuse("invalid-input", path);
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

function isWritable(instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  return year > 0 && year < 10_000;
}
