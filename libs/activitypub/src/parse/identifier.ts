// Properties that hold ids or links: a string, or an object that has one (Activity Streams 2.0, section 4.4).
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { isPublic, PUBLIC } from "../namespace.ts";
import { isIdentifier, isWebUrl } from "../uri.ts";
import { each, hasType, many, member } from "./property.ts";
import { refuse, type Read, type Reading } from "./reading.ts";

type Value = JsonValue | undefined;

/**
 * The id that a value is or has: a string, or a record with `id` (a Link: `href`). Null for an anonymous record.
 * @throws ActivityPubError `invalid-property` when there is something that cannot be an id
 */
export const identifier: Read<string> = (value, reading) => {
  let plain: Value = value;
  if (isRecord(value)) {
    plain = value["id"] ?? value["@id"] ?? value["@value"] ?? (hasType(value, "Link") ? value["href"] : null);
    if (plain === undefined || plain === null) return null;
    // That the record's own id is wrong is said where it stands.
    if (typeof plain === "string") reading.path.push("id");
  }
  if (typeof plain !== "string" || plain.length > reading.limits.uri || !isIdentifier(plain))
    refuse("invalid-property", reading);
  if (plain !== value) reading.path.pop();
  return plain;
};

/**
 * The first id of a property, or null.
 * @throws ActivityPubError `invalid-property`
 */
export const firstIdentifier: Read<string> = (value, reading) => {
  const first = many(value)[0];
  return first === undefined || first === null ? null : identifier(first, reading);
};

/**
 * All ids of a property, in order, without repetitions.
 * @throws ActivityPubError `invalid-property`, `too-many`
 */
export function identifiers(value: JsonValue, reading: Reading, limit = reading.limits.entries): string[] {
  return distinct(each(value, limit, reading, identifier));
}

/**
 * Recipients of an addressing property, each spelling of Public as its full URI. Empty strings are passed over.
 * @throws ActivityPubError `invalid-property`, `too-many`
 */
export const recipients: Read<readonly string[]> = (value, reading) =>
  distinct(each(value, reading.limits.recipients, reading, recipient));

function recipient(entry: JsonValue, reading: Reading): string | null {
  if (entry === "") return null;
  const plain = isRecord(entry) ? (entry["id"] ?? entry["@id"]) : entry;
  return typeof plain === "string" && isPublic(plain) ? PUBLIC : identifier(entry, reading);
}

function isAcceptable(id: string, { limits }: Reading): boolean {
  return id.length <= limits.uri && isIdentifier(id);
}

/** A recipient where a wrong one is as good as none. */
export function optionalRecipient(value: Value, reading: Reading): string | null {
  const id = value === "Public" ? value : optionalIdentifier(value, reading);
  return id !== null && isPublic(id) ? PUBLIC : id;
}

function distinct(ids: string[]): string[] {
  // A set costs more than it saves where there are few, and nearly none has repetitions.
  if (ids.length >= 8) return [...new Set(ids)];
  for (let index = 1; index < ids.length; index++)
    if (ids.indexOf(ids[index] ?? "") < index) return [...new Set(ids)];
  return ids;
}

/** An id where a wrong one is as good as none. */
export function optionalIdentifier(value: Value, reading: Reading): string | null {
  if (typeof value === "string") return isAcceptable(value, reading) ? value : null;
  for (const entry of many(value)) {
    const plain = isRecord(entry) ? (member(entry, "id", reading) ?? member(entry, "href", reading)) : entry;
    if (typeof plain === "string" && isAcceptable(plain, reading)) return plain;
  }
  return null;
}

/** The first http(s) URL of a property that holds strings, Links, or objects with a `url`; null when there is none. */
export function webUrl(value: Value, reading: Reading): string | null {
  for (const entry of many(value)) {
    let plain: Value = entry;
    for (let step = 0; isRecord(plain) && step < 4; step++) {
      const record: JsonObject = plain;
      plain = many(member(record, "href", reading) ?? member(record, "url", reading) ?? record["@id"])[0];
    }
    if (typeof plain === "string" && plain.length <= reading.limits.uri && isWebUrl(plain)) return plain;
  }
  return null;
}
