// A kind of thing that can be read: the types that make it up, and its reader.
import type { JsonObject } from "../json.ts";
import type { Entity } from "../vocabulary/entity.ts";
import type { Reading } from "./reading.ts";

/** Reads a record of this type, with its names in short form; null when it turns out to be something else. */
export type ReadRecord = (record: JsonObject, reading: Reading, type: string) => Entity | null;

/** Something to give to `parser`: the reader for each type; the one for "" is asked about types that no kind names. */
export type Kind = readonly (readonly [type: string, read: ReadRecord])[];

/** The kind of these types. Where a record has several, the first in the order given here counts. */
export function kindOf<Type extends string>(
  types: readonly Type[],
  read: (record: JsonObject, reading: Reading, type: Type) => Entity | null,
): Kind {
  // A reader is asked about the types that it stands beside, and no other.
  return types.map((type) => [type, read as ReadRecord]);
}

/** Several kinds as one. Of several readers for a type the last counts. */
export function kindsOf(kinds: readonly Kind[]): Kind {
  return kinds.flat();
}
