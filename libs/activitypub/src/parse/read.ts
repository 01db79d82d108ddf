// Readers of single properties: one or many, string or object, compact or full names (Activity Streams 2.0, section 4).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { isPublic, PUBLIC, shortName } from "../namespace.ts";
import { parseTimestamp } from "../timestamp.ts";
import { isIdentifier, isWebUrl } from "../uri.ts";
import type { LanguageMap } from "../vocabulary.ts";

type Value = JsonValue | undefined;

/**
 * The record with its property names in short form; the record itself when they all are.
 * @throws ActivityPubError `redefined-term` when two spellings of one property disagree about which counts
 */
export function canonical(record: JsonObject, path: string): JsonObject {
  const keys = Object.keys(record);
  if (!keys.some((key) => key.includes(":") || key === "@id" || key === "@type")) return record;
  const entries = new Map<string, JsonValue>();
  for (const key of keys) {
    const name = shortName(key);
    if (entries.has(name))
      throw new ActivityPubError(
        "redefined-term",
        `${path}.${name}`,
        "The property is given under two names",
      );
    entries.set(name, record[key] ?? null);
  }
  return Object.fromEntries(entries);
}

/** The values of a property that may hold none, one or many. */
export function many(value: Value): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as readonly JsonValue[];
  if (isRecord(value)) {
    const list = value["@list"] ?? value["@set"];
    if (Array.isArray(list)) return list as readonly JsonValue[];
  }
  return [value];
}

/** The first record among a property's values, its names in short form; null when there is none. */
export function firstRecord(value: Value, path: string): JsonObject | null {
  const record = many(value).find(isRecord);
  return record === undefined ? null : canonical(record, path);
}

// One member of a record under any of its names.
function member(record: JsonObject, name: string): Value {
  return record[name] ?? record[Object.keys(record).find((key) => shortName(key) === name) ?? name];
}

/**
 * The values of a property, no more than allowed.
 * @throws ActivityPubError `too-many`
 */
export function bounded(value: Value, limit: number, path: string): readonly JsonValue[] {
  const values = many(value);
  if (values.length > limit) throw new ActivityPubError("too-many", path, `More than ${limit} values`);
  return values;
}

/** The types of a record in short form, in order. */
export function typesOf(record: JsonObject): readonly string[] {
  return many(record["type"] ?? record["@type"]).flatMap((type) =>
    typeof type === "string" ? [shortName(type)] : [],
  );
}

/**
 * The id that a value is or has: a string, or a record with `id` (a Link: `href`). Null when absent or anonymous.
 * @throws ActivityPubError `invalid-property` when there is something that cannot be an id
 */
export function identifier(value: Value, path: string, limits: Limits): string | null {
  if (value === undefined || value === null) return null;
  if (isRecord(value)) {
    const inner =
      value["id"] ??
      value["@id"] ??
      value["@value"] ??
      (typesOf(value).includes("Link") ? value["href"] : null);
    return inner === null || typeof inner === "string"
      ? identifier(inner, `${path}.id`, limits)
      : invalid(path);
  }
  if (typeof value !== "string") return invalid(path);
  if (value.length > limits.uri || !isIdentifier(value)) return invalid(path);
  return value;
}

function invalid(path: string): never {
  throw new ActivityPubError("invalid-property", path, "Not an identifier");
}

/**
 * The first id of a property, or null.
 * @throws ActivityPubError `invalid-property`
 */
export function firstIdentifier(value: Value, path: string, limits: Limits): string | null {
  return identifier(many(value)[0], path, limits);
}

/**
 * All ids of a property, in order, without repetitions.
 * @throws ActivityPubError `invalid-property`, `too-many`
 */
export function identifiers(value: Value, path: string, limit: number, limits: Limits): readonly string[] {
  const found = new Set<string>();
  for (const [index, entry] of bounded(value, limit, path).entries()) {
    const id = identifier(entry, `${path}[${index}]`, limits);
    if (id !== null) found.add(id);
  }
  return [...found];
}

/**
 * Recipients of an addressing property, each spelling of Public as its full URI. Empty strings are passed over.
 * @throws ActivityPubError `invalid-property`, `too-many`
 */
export function recipients(value: Value, path: string, limits: Limits): readonly string[] {
  const found = new Set<string>();
  for (const [index, entry] of bounded(value, limits.recipients, path).entries()) {
    if (entry === "") continue;
    const plain = isRecord(entry) ? (entry["id"] ?? entry["@id"]) : entry;
    if (typeof plain === "string" && isPublic(plain)) found.add(PUBLIC);
    else {
      const id = identifier(entry, `${path}[${index}]`, limits);
      if (id !== null) found.add(id);
    }
  }
  return [...found];
}

/** An id where a wrong one is as good as none. */
export function optionalIdentifier(value: Value, limits: Limits): string | null {
  for (const entry of many(value)) {
    const plain = isRecord(entry) ? (member(entry, "id") ?? member(entry, "href")) : entry;
    if (typeof plain === "string" && plain.length <= limits.uri && isIdentifier(plain)) return plain;
  }
  return null;
}

/** The first http(s) URL of a property that holds strings, Links, or objects with a `url`; null when there is none. */
export function webUrl(value: Value, limits: Limits): string | null {
  for (const entry of many(value)) {
    let plain: Value = entry;
    for (let step = 0; isRecord(plain) && step < 4; step++) {
      const record: JsonObject = plain;
      plain = many(member(record, "href") ?? member(record, "url") ?? record["@id"])[0];
    }
    if (typeof plain === "string" && plain.length <= limits.uri && isWebUrl(plain)) return plain;
  }
  return null;
}

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
