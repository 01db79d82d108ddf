// Tables of which reader each property of the vocabulary has.
import type { Read } from "./reading.ts";

/** The reader of each property, and the field that its result goes to. */
export type Readers = ReadonlyMap<string, readonly [field: string, read: Read<unknown>]>;

/** A reader, and the properties that it reads: each as `field` of the same name, or as `property=field`. */
type Row<Field extends string> = readonly [
  read: Read<unknown>,
  ...properties: (Field | `${string}=${Field}`)[],
];

/**
 * A table of these rows, after those of another. It is made by one call of values that are there already, so that
 * bundlers can see when nobody needs it.
 */
export function readersOf<Fields>(
  rows: readonly Row<keyof Fields & string>[],
  others: Readers = new Map(),
): Readers {
  const readers = new Map(others);
  for (const [read, ...properties] of rows)
    for (const named of properties) {
      const [property = "", field = property] = named.split("=");
      readers.set(property, [field, read]);
    }
  return readers;
}
