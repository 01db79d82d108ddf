// Properties as they are sent: compact or full names, one value or many (Activity Streams 2.0, section 4).
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { shortName } from "../namespace.ts";
import { refuse, type Reading } from "./reading.ts";

type Value = JsonValue | undefined;

/**
 * The record with its property names in short form; the record itself when they all are.
 * @throws ActivityPubError `redefined-term` when a property is given under two names
 */
export function canonical(record: JsonObject, reading: Reading): JsonObject {
  if (reading.compact) return record;
  const entries = new Map<string, JsonValue>();
  for (const key in record) {
    const name = shortName(key);
    // Nobody asks for what still has a prefix; it stays in `raw`.
    if (name.includes(":")) continue;
    if (entries.has(name)) refuse("redefined-term", reading, name);
    entries.set(name, record[key] ?? null);
  }
  return Object.fromEntries(entries);
}

const NOTHING: readonly JsonValue[] = [];

/** The values of a property that may hold none, one or many. */
export function many(value: Value): readonly JsonValue[] {
  if (value === undefined || value === null) return NOTHING;
  if (Array.isArray(value)) {
    const list = value as readonly JsonValue[];
    // An expanded list is a list that holds one.
    return list.length === 1 && isRecord(list[0]) ? (listIn(list[0]) ?? list) : list;
  }
  return (isRecord(value) ? listIn(value) : null) ?? [value];
}

function listIn(record: JsonObject): readonly JsonValue[] | null {
  const list = record["@list"] ?? record["@set"];
  return Array.isArray(list) ? (list as readonly JsonValue[]) : null;
}

/** The first value that is a record, its names in short form; null when there is none. */
export function firstRecord(value: Value, reading: Reading): JsonObject | null {
  const record = many(value).find(isRecord);
  return record === undefined ? null : canonical(record, reading);
}

/** One member of a record under any of its names. */
export function member(record: JsonObject, name: string, reading: Reading): Value {
  if (reading.compact) return record[name];
  return record[name] ?? record[Object.keys(record).find((key) => shortName(key) === name) ?? name];
}

/**
 * What `read` makes of each value of a property, nulls left out.
 * @throws ActivityPubError `too-many`, and what `read` throws
 */
export function each<T>(
  value: Value,
  limit: number,
  reading: Reading,
  read: (entry: JsonValue, reading: Reading) => T | null,
): T[] {
  const entries = many(value);
  if (entries.length > limit) refuse("too-many", reading);
  if (entries.length === 0) return [];
  const { path } = reading;
  const depth = path.push(0) - 1;
  let found: T[] | null = null;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry === undefined || entry === null) continue;
    path[depth] = index;
    const item = read(entry, reading);
    if (item !== null) found = appended(found, item);
  }
  path.pop();
  return found ?? [];
}

/** The list with the item at its end. A list that begins as one item takes no room for sixteen more. */
export function appended<T>(list: T[] | null, item: T): T[] {
  if (list === null) return [item];
  list.push(item);
  return list;
}

/** As `each`, of the values that are records, their names in short form. */
export function eachRecord<T>(
  value: Value,
  limit: number,
  reading: Reading,
  read: (record: JsonObject, reading: Reading) => T | null,
): T[] {
  return each(value, limit, reading, (entry) =>
    isRecord(entry) ? read(canonical(entry, reading), reading) : null,
  );
}

/** Reads one property of a record, at its path; null when it is absent. */
export function at<T>(
  record: JsonObject,
  property: string,
  reading: Reading,
  read: (value: JsonValue, reading: Reading) => T | null,
): T | null {
  const value = record[property];
  if (value === undefined || value === null) return null;
  reading.path.push(property);
  const result = read(value, reading);
  reading.path.pop();
  return result;
}

/** True when a record lacks a property. */
export function isAbsent(record: JsonObject, property: string): boolean {
  return (record[property] ?? null) === null;
}

/** True when a type of the record is this one. */
export function hasType(record: JsonObject, name: string): boolean {
  const type = record["type"];
  // Most have one short type, which says all.
  if (typeof type === "string" && !type.includes(":")) return type === name;
  return typesOf(record).includes(name);
}

/** The types of a record in short form, in order. */
export function typesOf(record: JsonObject): readonly string[] {
  const types = record["type"] ?? record["@type"];
  if (typeof types === "string") return [shortName(types)];
  return many(types).flatMap((type) => (typeof type === "string" ? [shortName(type)] : []));
}
