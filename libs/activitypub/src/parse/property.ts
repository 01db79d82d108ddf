// Properties as they are sent: none, one value or many (Activity Streams 2.0, section 4).
import { refuse } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { shortName } from "../namespace.ts";
import { type Read, type Reading, within } from "./reading.ts";

type Value = JsonValue | undefined;

/** An empty list, shared by all that have nothing in one. */
export const NONE: readonly never[] = [];

/** The values of a property that may hold none, one or many. */
export function many(value: Value): readonly JsonValue[] {
  if (value === undefined || value === null) return NONE;
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

/** The first value that is a record; undefined when there is none. */
export function firstRecord(value: Value): JsonObject | undefined {
  return isRecord(value) ? value : many(value).find(isRecord);
}

/** Reads all values of a property, also of one that is absent. */
export type ReadList<T> = (value: Value, reading: Reading) => T[];

/**
 * A reader of what `read` makes of each value, nulls left out.
 * @param limit the bound that their number has
 * @throws ActivityPubError (the reader) `too-many`, and what `read` throws
 */
export function listOf<T>(limit: keyof Limits, read: Read<T>): ReadList<T> {
  return (value, reading) => {
    const entries = many(value);
    if (entries.length > reading.limits[limit]) refuse("too-many");
    // A list that begins as one item takes no room for sixteen more.
    let found: T[] | null = null;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index] ?? null;
      const item = entries === value ? within(index, read, entry, reading) : read(entry, reading);
      if (item === null) continue;
      if (found === null) found = [item];
      else found.push(item);
    }
    return found ?? [];
  };
}

/** As `listOf`, of the values that are records, of one type if told so. */
export function recordsOf<T>(
  limit: keyof Limits,
  read: (record: JsonObject, reading: Reading) => T | null,
  type?: string,
): ReadList<T> {
  return listOf(limit, (entry, reading) =>
    isRecord(entry) && (type === undefined || typesOf(entry).includes(type)) ? read(entry, reading) : null,
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
  const value = record[property] ?? null;
  if (value === null && record === reading.root) refuse("missing-property", `$.${property}`);
  return value !== null;
}

/** The types of a record in short form, in order; empty for one that is no text. */
export function typesOf(record: JsonObject): readonly string[] {
  const { type } = record;
  return typeof type === "string"
    ? [shortName(type)]
    : many(type).map((one) => (typeof one === "string" ? shortName(one) : ""));
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
