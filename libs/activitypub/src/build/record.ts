// Turns typed inputs into JSON records: absent values are left out, ids and instants are checked.
import { refuse } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { formatTimestamp } from "../timestamp.ts";
import { isIdentifier } from "../uri.ts";

/** An id, or a record built before, to stand as the object of something. */
export type Reference = string | JsonObject;
/** Members of a record to be; those that are undefined or null are left out. */
export type Members = Readonly<Record<string, JsonValue | undefined>>;

const TIMES = /^(?:published|updated|startTime|endTime|deleted|closed)$/;
const IDS = /^(?:id|actor|attributedTo|inbox|outbox|partOf)$/;

/**
 * A record of the members that are neither undefined nor null, and of the records inside it the same. Times in ms become
 * ISO 8601, each `@context` goes, and what says who and where must be an id.
 * @throws ActivityPubError `invalid-input`
 */
export function record(members: Members, path = "$"): JsonObject {
  const built = Object.entries(members).flatMap(([key, value]) =>
    value === undefined || value === null || key === "@context"
      ? []
      : [[key, member(value, key, `${path}.${key}`)]],
  );
  return Object.fromEntries(built) as JsonObject;
}

function member(value: JsonValue, key: string, path: string): JsonValue {
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map((entry, index) => member(entry, key, `${path}[${index}]`));
  // Keys of a language map are language tags: `id` is Indonesian.
  if (isRecord(value)) return key.endsWith("Map") ? value : record(value, path);
  if (typeof value === "number" && TIMES.test(key)) return formatTimestamp(value, path);
  return typeof value === "string" && IDS.test(key) ? checked(value, path) : value;
}

/** The members of an input that have one of these names, in this order. */
export function pick(input: object, names: string): Record<string, JsonValue | undefined> {
  // Names are given for members that are JSON.
  const from = input as Members;
  return Object.fromEntries(names.split(" ").map((name) => [name, from[name]]));
}

/** The id itself, checked. */
export function checked(id: string, path: string): string {
  if (!isIdentifier(id)) refuse("invalid-input", path);
  return id;
}

/** The id checked, or the record as it is. */
export function checkedReference<Value extends Reference>(reference: Value, path: string): Value {
  if (typeof reference === "string") checked(reference, path);
  return reference;
}

/** The list, or undefined when it is empty or absent. */
export function some<T extends JsonValue>(values: readonly T[] | undefined): readonly T[] | undefined {
  return values === undefined || values.length === 0 ? undefined : values;
}
