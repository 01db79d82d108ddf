// What readers share while one document is read: its bounds, where they are in it, and how they refuse.
import { ActivityPubError, refuse } from "../error.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { ReadRecord } from "./kind.ts";
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
  /** What can be read. */
  readonly kinds: ReadonlyMap<string, ReadRecord>;
}

/** Reads one property's value; null when it holds nothing of use, as null does. */
export type Read<T> = (value: JsonValue, reading: Reading) => T | null;

/** The record as it was sent. */
export function rawOf(record: JsonObject, { sent }: Reading): JsonObject {
  return sent.get(record) ?? record;
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
    const name = /^\D\w*$/.test(`${step}`) ? `.${step}` : `[${JSON.stringify(step)}]`;
    return refuse(error.code, `$${name}${error.path.slice(1)}`);
  }
}
