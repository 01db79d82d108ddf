// Instants as milliseconds since the Unix epoch, to and from the xsd:dateTime of ActivityStreams (RFC 3339).
import { ActivityPubError } from "./error.ts";

// What nearly all servers send; nothing of it has to be checked again.
const USUAL =
  /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;
const SENT = /^(\d{4}-\d\d-(\d\d))[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-]\d\d):?(\d\d))?$/i;
const MIN = -62_135_596_800_000;
const MAX = 253_402_300_799_999;

/**
 * Reads a timestamp. Seconds may be missing, and an absent zone counts as UTC, since both are sent.
 * @returns milliseconds since the Unix epoch, or null when it is not a timestamp of the years 0001 to 9999.
 */
export function parseTimestamp(text: string): number | null {
  const instant = USUAL.test(text) ? usual(text) : unusual(text);
  return instant >= MIN && instant <= MAX ? instant : null;
}

function usual(text: string): number {
  const two = (at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
  const milliseconds = text.length === 20 ? 0 : Number(text.slice(20, 23));
  return Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17), milliseconds);
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
