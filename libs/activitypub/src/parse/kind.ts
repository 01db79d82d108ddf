// A kind of thing that can be read: the types that make it up, and its reader.
import type { JsonObject } from "../json.ts";
import type { Entity } from "../vocabulary/entity.ts";
import type { Reading } from "./reading.ts";

/** Reads a record, given as sent and with short names; null when it turns out to be something else. */
export type ReadRecord = (raw: JsonObject, record: JsonObject, reading: Reading) => Entity | null;

/** Something to give to `parser`: the reader for each type; the one under "" is asked about types that no kind names. */
export type Kind = ReadonlyMap<string, ReadRecord>;

/**
 * The kind of these types. Where a record has several, the first in the order given here counts.
 * @param readOther is asked about types that no kind names
 */
export function kindOf<Type extends string>(
  types: readonly Type[],
  read: (type: Type, ...record: Parameters<ReadRecord>) => Entity | null,
  readOther?: ReadRecord,
): Kind {
  const kind = new Map<string, ReadRecord>();
  for (const type of types) kind.set(type, (raw, record, reading) => read(type, raw, record, reading));
  return readOther === undefined ? kind : kind.set("", readOther);
}
