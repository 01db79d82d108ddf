// Properties that hold texts, instants, flags and numbers; a wrong one reads as null (Activity Streams 2.0, section 4.7).
import { refuse } from "../error.ts";
import { isRecord, type JsonValue } from "../json.ts";
import { parseTimestamp } from "../timestamp.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import { many } from "./property.ts";
import { type Read, type Reading } from "./reading.ts";

type Value = JsonValue | undefined;

/** A text: a string, or the first of several. */
export function text(value: Value): string | null {
  // Nearly all are one string, which need not stand in a list first.
  return typeof value === "string" ? value : (many(value).find((entry) => typeof entry === "string") ?? null);
}

/** All texts of a property. */
export function texts(value: Value, { limits }: Reading): readonly string[] {
  return many(value)
    .filter((entry) => typeof entry === "string")
    .slice(0, limits.entries);
}

/**
 * A language map (Activity Streams 2.0, section 4.7), or null when there is none or it is empty.
 * @throws ActivityPubError `too-many`
 */
export const languageMap: Read<LanguageMap> = (value, reading) => {
  if (!isRecord(value)) return null;
  const tags = Object.keys(value);
  if (tags.length > reading.limits.entries) refuse("too-many");
  const map: Record<string, string> = {};
  for (const tag of tags) {
    const plain = text(value[tag]);
    if (plain !== null) map[tag] = plain;
  }
  return Object.keys(map).length ? map : null;
};

/** An instant in ms, or null. */
export function instant(value: Value): number | null {
  return parseTimestamp(text(value) ?? "");
}

/** A boolean, or null when it is anything else. */
export function flag(value: Value): boolean | null {
  const plain = many(value)[0];
  return typeof plain === "boolean" ? plain : null;
}

/** A finite number, or null. */
export function number(value: Value): number | null {
  const plain = many(value)[0];
  return typeof plain === "number" ? plain : null;
}

/** A count: a whole number from 0 that is exact, or null. */
export function count(value: Value): number | null {
  const plain = number(value);
  return Number.isSafeInteger(plain) && Number(plain) >= 0 ? plain : null;
}
