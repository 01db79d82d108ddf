// What readers share while one document is read: its bounds, where they are in it, and how they refuse.
import { ActivityPubError, type ActivityPubErrorCode } from "../error.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Entity } from "../vocabulary/entity.ts";
import type { ReaderTable } from "./readers.ts";

/** The state of one parse. A refusal ends it. */
export interface Reading {
  readonly limits: Limits;
  /** The document itself. */
  readonly root: JsonObject;
  /** What was sent, for each record whose names or values are not as they were sent. */
  readonly sent: ReadonlyMap<JsonObject, JsonObject>;
  /** The default language that the document's context declares. */
  readonly language: string | null;
  /** The properties that are read of every record. */
  readonly readers: ReaderTable;
  /** Reads an embedded record as whatever its type says. */
  readonly readEntity: (record: JsonObject, reading: Reading) => Entity;
}

/** Reads one property's value, which is neither absent nor null; null when it holds nothing of use. */
export type Read<T> = (value: JsonValue, reading: Reading) => T | null;

/** The record as it was sent. */
export function rawOf(record: JsonObject, { sent }: Reading): JsonObject {
  return sent.get(record) ?? record;
}

/** Ends the parse. @param path of what is refused, from the value that is being read */
export function refuse(code: ActivityPubErrorCode, path = "$"): never {
  throw new ActivityPubError(code, path);
}

/**
 * What `read` makes of a value. Where it is refused is put together only then: each step on the way out adds itself.
 * @param step the property or the index that the value stands at
 */
export function within<Value, Context, Result>(
  step: string | number,
  read: (value: Value, context: Context) => Result,
  value: Value,
  context: Context,
): Result {
  try {
    return read(value, context);
  } catch (error) {
    if (!(error instanceof ActivityPubError)) throw error;
    const name = typeof step === "string" && /^\w+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    return refuse(error.code, `$${name}${error.path.slice(1)}`);
  }
}
