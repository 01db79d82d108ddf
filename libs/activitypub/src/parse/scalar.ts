// Properties that hold texts, instants, flags and counts; a wrong one reads as null (Activity Streams 2.0, section 4.7).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { parseTimestamp } from "../timestamp.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import { many } from "./property.ts";

type Value = JsonValue | undefined;

/** A text: a string, a JSON-LD value object, or the first such of several. */
export function text(value: Value): string | null {
  for (const entry of many(value)) {
    const plain = isRecord(entry) ? entry["@value"] : entry;
    if (typeof plain === "string") return plain;
  }
  return null;
}

/**
 * A language map (Activity Streams 2.0, section 4.7.2), or null when there is none or it is empty.
 * @throws ActivityPubError `too-many`
 */
export function languageMap(value: Value, path: string, limits: Limits): LanguageMap | null {
  if (!isRecord(value)) return null;
  const entries = Object.entries(value);
  if (entries.length > limits.entries)
    throw new ActivityPubError("too-many", path, `More than ${limits.entries} languages`);
  const texts = entries.flatMap(([tag, entry]) => {
    const plain = text(entry);
    return plain === null ? [] : [[tag, plain] as const];
  });
  return texts.length === 0 ? null : Object.fromEntries(texts);
}

/** An instant in ms, or null. */
export function instant(value: Value): number | null {
  const plain = text(value);
  return plain === null ? null : parseTimestamp(plain);
}

/** A boolean, or null when it is anything else. */
export function flag(value: Value): boolean | null {
  const first = many(value)[0];
  const plain = isRecord(first) ? first["@value"] : first;
  return typeof plain === "boolean" ? plain : null;
}

/** A count: a whole number from 0 that is exact, or null. */
export function count(value: Value): number | null {
  const first = many(value)[0];
  const plain = isRecord(first) ? first["@value"] : first;
  return typeof plain === "number" && Number.isSafeInteger(plain) && plain >= 0 ? plain : null;
}
