// Tables of which reader each property of the vocabulary has, and what stands where nothing was sent.
import type { Read } from "./reading.ts";

/** The reader of each property, the field that its result goes to, and what stands there without it. */
export type Readers = ReadonlyMap<string, readonly [field: string, read: Read<unknown>, absent: unknown]>;

/**
 * A reader, what stands where it has nothing to read (`undefined`: no such field), and the properties that it reads: each
 * as `field` of the same name, or as `property=field`.
 */
type Row = readonly [read: Read<unknown>, absent: unknown, properties: string];

/**
 * A table of these rows, after those of others. It is made by one call of values that are there already, so that
 * bundlers can see when nobody needs it.
 */
export function readersOf(rows: readonly Row[], others: readonly Readers[] = []): Readers {
  const readers = new Map(others.flatMap((other) => [...other]));
  for (const [read, absent, properties] of rows)
    for (const named of properties.split(" ")) {
      const [property = "", field = property] = named.split("=");
      readers.set(property, [field, read, absent]);
    }
  return readers;
}
