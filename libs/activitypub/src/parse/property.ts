// Properties as they are sent: none, one value or many (Activity Streams 2.0, section 4).
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { shortName } from "../namespace.ts";
import { refuse, type Reading, within } from "./reading.ts";

type Value = JsonValue | undefined;

const NOTHING: readonly JsonValue[] = [];

/** The values of a property that may hold none, one or many. */
export function many(value: Value): readonly JsonValue[] {
  if (value === undefined || value === null) return NOTHING;
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

/** The first value that is a record; undefined when there is none. */
export function firstRecord(value: Value): JsonObject | undefined {
  return isRecord(value) ? value : many(value).find(isRecord);
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
  if (entries.length > limit) refuse("too-many");
  // A list that begins as one item takes no room for sixteen more.
  let found: T[] | null = null;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] ?? null;
    const item = entry === null ? null : within(index, read, entry, reading);
    if (item === null) continue;
    if (found === null) found = [item];
    else found.push(item);
  }
  return found ?? [];
}

/** As `each`, of the values that are records, of one type if told so. */
export function eachRecord<T>(
  value: Value,
  limit: number,
  reading: Reading,
  read: (record: JsonObject, reading: Reading) => T | null,
  type?: string,
): T[] {
  return each(value, limit, reading, (entry) =>
    isRecord(entry) && (type === undefined || hasType(entry, type)) ? read(entry, reading) : null,
  );
}

/** Reads one property of a record, at its path; null when it is absent. */
export function at<T>(
  record: JsonObject,
  property: string,
  reading: Reading,
  read: (value: JsonValue, reading: Reading) => T | null,
): T | null {
  const value = record[property] ?? null;
  return value === null ? null : within(property, read, value, reading);
}

/** True when a record lacks a property. */
export function isAbsent(record: JsonObject, property: string): boolean {
  return (record[property] ?? null) === null;
}

/**
 * True when a record has a property that it says nothing of its own without.
 * @throws ActivityPubError `missing-property` where the document itself lacks it
 */
export function has(record: JsonObject, property: string, reading: Reading): boolean {
  const isThere = !isAbsent(record, property);
  if (!isThere && record === reading.root) refuse("missing-property", `$.${property}`);
  return isThere;
}

/** The types of a record in short form, in order; empty for one that is no text. */
export function typesOf(record: JsonObject): readonly string[] {
  return many(record["type"]).map((type) => (typeof type === "string" ? shortName(type) : ""));
}

function hasType(record: JsonObject, type: string): boolean {
  const only = record["type"];
  return typeof only === "string" ? shortName(only) === type : typesOf(record).includes(type);
}

/** The record, or null when it lacks one of its members. */
export function complete<T extends object>(
  members: T,
): { readonly [Name in keyof T]: NonNullable<T[Name]> } | null {
  // What holds of all values holds of each.
  return Object.values(members).includes(null)
    ? null
    : (members as { readonly [Name in keyof T]: NonNullable<T[Name]> });
}
