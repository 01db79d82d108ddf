// What readers share while one document is read: its bounds, where they are in it, and how they refuse.
import { ActivityPubError, type ActivityPubErrorCode } from "../error.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Entity } from "../vocabulary/entity.ts";
import type { Readers } from "./readers.ts";

/** The state of one parse. Readers push what they step into onto `path` and pop it; a refusal ends the parse. */
export interface Reading {
  readonly limits: Limits;
  readonly path: (string | number)[];
  /** What was sent, for each record whose names or values are not as they were sent. */
  readonly sent: ReadonlyMap<JsonObject, JsonObject>;
  /** The default language that the document's context declares. */
  readonly language: string | null;
  /** The properties that are read of every record. */
  readonly readers: Readers;
  /** Reads an embedded record as whatever its type says. */
  readonly readEntity: (record: JsonObject, reading: Reading) => Entity;
}

/** Reads one property's value, which is neither absent nor null; null when it holds nothing of use. */
export type Read<T> = (value: JsonValue, reading: Reading) => T | null;

/** The record as it was sent. */
export function rawOf(record: JsonObject, { sent }: Reading): JsonObject {
  return sent.get(record) ?? record;
}

/** Ends the parse, at the place it has come to or at a property of it. */
export function refuse(
  code: ActivityPubErrorCode,
  { path }: Pick<Reading, "path">,
  property?: string,
): never {
  if (property !== undefined) path.push(property);
  const steps = path.map((step) =>
    typeof step === "number" ? `[${step}]` : /^\w+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
  );
  throw new ActivityPubError(code, `$${steps.join("")}`);
}
