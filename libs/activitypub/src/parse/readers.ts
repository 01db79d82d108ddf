// Tables of which reader each property of the vocabulary has, and what stands where nothing was sent.
import type { Read } from "./reading.ts";

/** The reader of each property, the field that its result goes to, and what stands there without it. */
export type ReaderTable = ReadonlyMap<string, readonly [field: string, read: Read<unknown>, absent: unknown]>;

/**
 * A reader, the properties that it reads, each as `field` of the same name or as `property=field`, and what stands there
 * where it has nothing to read: null unless told otherwise.
 */
type Row = readonly [read: Read<unknown>, properties: string, absent?: unknown];

/** What a table is made of, which says which properties are read. Of several rows for a property the last counts. */
export type Readers = readonly Row[];

/** The table of these rows. */
export function tableOf(rows: Readers): ReaderTable {
  const readers = new Map<string, readonly [string, Read<unknown>, unknown]>();
  for (const [read, properties, absent = null] of rows)
    for (const named of properties.split(" ")) {
      const [property = "", field = property] = named.split("=");
      readers.set(property, [field, read, absent]);
    }
  return readers;
}
