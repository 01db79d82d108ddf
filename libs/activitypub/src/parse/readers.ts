// Tables of which reader each property of the vocabulary has, and what stands where nothing was sent.
import type { Read } from "./reading.ts";

/** The reader of each property, the field that its result goes to, and what stands there without it. */
export type Readers = ReadonlyMap<string, readonly [field: string, read: Read<unknown>, absent: unknown]>;

/**
 * A reader, what stands where it has nothing to read (`undefined`: no such field), and the properties that it reads: each
 * as `field` of the same name, or as `property=field`.
 */
type Row<Field extends string> = readonly [
  read: Read<unknown>,
  absent: unknown,
  ...properties: (Field | `${string}=${Field}`)[],
];

/**
 * A table of these rows, after those of others. It is made by one call of values that are there already, so that
 * bundlers can see when nobody needs it.
 */
export function readersOf<Fields>(
  rows: readonly Row<keyof Fields & string>[],
  others: readonly Readers[] = [],
): Readers {
  const readers = new Map(others.flatMap((other) => [...other]));
  for (const [read, absent, ...properties] of rows)
    for (const named of properties) {
      const [property = "", field = property] = named.split("=");
      readers.set(property, [field, read, absent]);
    }
  return readers;
}

/** A value as it is before anything is read: the fields of these tables, and others. */
export function emptyOf<Value extends object>(tables: readonly Readers[], others: Partial<Value>): Value {
  const fields = tables
    .flatMap((table) => [...table.values()])
    .flatMap(([field, , absent]) => (absent === undefined ? [] : [[field, absent] as const]));
  // That tables and others have all fields is told by the types of neither, but by the tests of every type.
  return Object.fromEntries([...fields, ...Object.entries(others)]) as Value;
}
