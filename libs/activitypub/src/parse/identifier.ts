// Properties that hold ids or links: a string, or an object that has one (Activity Streams 2.0, section 4.4).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { isPublic, PUBLIC } from "../namespace.ts";
import { isIdentifier, isWebUrl } from "../uri.ts";
import { bounded, many, member, typesOf } from "./property.ts";

type Value = JsonValue | undefined;

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
