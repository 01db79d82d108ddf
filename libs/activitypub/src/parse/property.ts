// Properties as they are sent: compact or full names, one value or many (Activity Streams 2.0, section 4).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { shortName } from "../namespace.ts";

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

/** One member of a record under any of its names. */
export function member(record: JsonObject, name: string): Value {
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
  const types = record["type"] ?? record["@type"];
  if (typeof types === "string") return [shortName(types)];
  return many(types).flatMap((type) => (typeof type === "string" ? [shortName(type)] : []));
}
