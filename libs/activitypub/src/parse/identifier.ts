// Properties that hold ids or links: a string, or an object that has one (Activity Streams 2.0, section 4.4).
import { refuse } from "../error.ts";
import { isRecord, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { isPublic, PUBLIC } from "../namespace.ts";
import { isIdentifier, isWebUrl } from "../uri.ts";
import { listOf, many, NONE } from "./property.ts";
import { type Read, type Reading } from "./reading.ts";

type Value = JsonValue | undefined;

/** True for an id that is not too long. */
function isAcceptable(value: Value, { limits }: Reading): value is string {
  return typeof value === "string" && value.length <= limits.uri && isIdentifier(value);
}

/** What stands where an id does: the value itself, or a record's `id` or, as a Link's, `href`. */
function idIn(value: JsonValue): JsonValue {
  return isRecord(value) ? (value["id"] ?? value["href"] ?? null) : value;
}

/**
 * The id that a value is or has: a string, or a record with `id` or, as a Link, `href`. Null for an anonymous record.
 * @throws ActivityPubError `invalid-property` when there is something that cannot be an id
 */
export const identifier: Read<string> = (value, reading) => {
  const plain = idIn(value);
  if (plain === null || isAcceptable(plain, reading)) return plain;
  // That the record's own id is wrong is said where it stands.
  refuse("invalid-property", plain === value ? "$" : "$.id");
};

/**
 * The first id of a property, or null.
 * @throws ActivityPubError `invalid-property`
 */
export const firstIdentifier: Read<string> = (value, reading) => identifier(many(value)[0] ?? null, reading);

/**
 * All ids of a property, in order, without repetitions.
 * @throws ActivityPubError `invalid-property`, `too-many`
 */
export const identifiers: Read<readonly string[]> = /* @__PURE__ */ distinctOf("entries", identifier);

/**
 * Recipients of an addressing property, each spelling of Public as its full URI. Empty strings are passed over.
 * @throws ActivityPubError `invalid-property`, `too-many`
 */
export const recipients: Read<readonly string[]> = /* @__PURE__ */ distinctOf("recipients", recipient);

function recipient(entry: JsonValue, reading: Reading): string | null {
  const plain = idIn(entry);
  if (plain === "") return null;
  return isPublic(plain) ? PUBLIC : identifier(entry, reading);
}

function distinctOf(limit: keyof Limits, read: Read<string>): Read<readonly string[]> {
  const list = listOf(limit, read);
  return (value, reading) => {
    const ids = list(value, reading);
    // Nearly all lists are short, and a Set of two takes longer than all else here.
    return ids.length < 9 ? ids.filter((id, index) => ids.indexOf(id) === index) : [...new Set(ids)];
  };
}

/** An id where a wrong one is as good as none. */
export function optionalIdentifier(value: Value, reading: Reading): string | null {
  if (isAcceptable(value, reading)) return value;
  for (const entry of many(value)) {
    const plain = idIn(entry);
    if (isAcceptable(plain, reading)) return plain;
  }
  return null;
}

/** The first http(s) URL of a property that holds strings, Links, or objects with a `url`; null when there is none. */
export function webUrl(value: Value, reading: Reading): string | null {
  if (typeof value === "string") return value.length <= reading.limits.uri && isWebUrl(value) ? value : null;
  if (isRecord(value)) return webUrl(value["href"] ?? value["url"], reading);
  for (const entry of Array.isArray(value) ? (value as readonly JsonValue[]) : NONE) {
    const url = webUrl(entry, reading);
    if (url !== null) return url;
  }
  return null;
}
