// Properties that hold texts, instants, flags and numbers; a wrong one reads as null (Activity Streams 2.0, section 4.7).
import { isRecord, type JsonValue } from "../json.ts";
import { parseTimestamp } from "../timestamp.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import { many } from "./property.ts";
import { refuse, type Read } from "./reading.ts";

type Value = JsonValue | undefined;

/** A text: a string, a JSON-LD value object, or the first such of several. */
export function text(value: Value): string | null {
  if (typeof value === "string") return value;
  for (const entry of many(value)) {
    const plain = isRecord(entry) ? entry["@value"] : entry;
    if (typeof plain === "string") return plain;
  }
  return null;
}

/** All texts of a property. */
export const texts: Read<readonly string[]> = (value, { limits }) =>
  many(value)
    .slice(0, limits.entries)
    .flatMap((entry) => text(entry) ?? []);

/**
 * A language map (Activity Streams 2.0, section 4.7.2), or null when there is none or it is empty.
 * @throws ActivityPubError `too-many`
 */
export const languageMap: Read<LanguageMap> = (value, reading) => {
  if (!isRecord(value)) return null;
  const tags = Object.keys(value);
  if (tags.length > reading.limits.entries) refuse("too-many", reading);
  const [only] = tags;
  if (tags.length === 1 && only !== undefined) {
    const translation = text(value[only]);
    return translation === null ? null : { [only]: translation };
  }
  const found: [string, string][] = [];
  for (const tag of tags) {
    const translation = text(value[tag]);
    if (translation !== null) found.push([tag, translation]);
  }
  return found.length === 0 ? null : Object.fromEntries(found);
};

/** An instant in ms, or null. */
export function instant(value: Value): number | null {
  const plain = text(value);
  return plain === null ? null : parseTimestamp(plain);
}

function first(value: Value): Value {
  const entry = typeof value === "object" ? many(value)[0] : value;
  return isRecord(entry) ? entry["@value"] : entry;
}

/** A boolean, or null when it is anything else. */
export function flag(value: Value): boolean | null {
  const plain = first(value);
  return typeof plain === "boolean" ? plain : null;
}

/** A finite number, or null. */
export function number(value: Value): number | null {
  const plain = first(value);
  return typeof plain === "number" ? plain : null;
}

/** A count: a whole number from 0 that is exact, or null. */
export function count(value: Value): number | null {
  const plain = number(value);
  return plain !== null && Number.isSafeInteger(plain) && plain >= 0 ? plain : null;
}
