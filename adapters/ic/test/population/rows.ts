/** Rows as text, so that they can be told to a canister, and copied with other names and ids. */

export type Row = Readonly<Record<string, unknown>>;
/** The table's name and the row. */
export type NamedRow = readonly [table: string, row: Row];

export interface Told {
  readonly schema: "directory" | "earlierDirectory" | "federation" | "user";
  readonly owner: bigint;
  readonly rows: readonly NamedRow[];
}

/** An id is written as text behind this, which no other text begins with. */
const ID = "\u0001";

export function writeRows(value: unknown): string {
  return JSON.stringify(value, (_key, it: unknown) => (typeof it === "bigint" ? `${ID}${it}` : it));
}

/** What `writeRows` has written. */
export function readRows(text: string): unknown {
  return JSON.parse(text, (_key, it: unknown) =>
    typeof it === "string" && it.startsWith(ID) ? BigInt(it.slice(1)) : it,
  ) as unknown;
}

/** The same rows with other words in them: names, principals, ids in decimal. */
export function copyRows(rows: readonly NamedRow[], words: ReadonlyMap<string, string>): NamedRow[] {
  let text = writeRows(rows);
  for (const [from, to] of words) text = text.replaceAll(from, to);
  return readRows(text) as NamedRow[];
}

/** Those rows in which a word stands. */
export function rowsWith(rows: readonly NamedRow[], word: string): NamedRow[] {
  return rows.filter((row) => writeRows(row).includes(word));
}
