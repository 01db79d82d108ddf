// Turns typed inputs into JSON records: absent values are left out, ids and instants are checked.
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { formatTimestamp } from "../timestamp.ts";
import { isIdentifier } from "../uri.ts";
import { withoutContext } from "./context.ts";

/** An id, or a record built before, to stand as the object of something. */
export type Reference = string | JsonObject;

/** A record of the members that are neither undefined nor null. */
export function record(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter(
      (entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null,
    ),
  );
}

/** ISO 8601 of an instant in ms, or undefined when there is none. */
export function time(milliseconds: number | null | undefined, path: string): string | undefined {
  return milliseconds === undefined || milliseconds === null
    ? undefined
    : formatTimestamp(milliseconds, path);
}

/** The id itself, checked. */
export function checked(id: string, path: string): string {
  if (!isIdentifier(id)) throw new ActivityPubError("invalid-input", path);
  return id;
}

/** The id checked, or the record without the @context that its place in a document makes superfluous. */
export function embedded(reference: Reference, path: string): JsonValue {
  return isRecord(reference) ? withoutContext(reference) : checked(reference, path);
}

/** The list, or undefined when it is empty or absent. */
export function some<T extends JsonValue>(values: readonly T[] | undefined): readonly T[] | undefined {
  return values === undefined || values.length === 0 ? undefined : values;
}
