/**
 * Rows as bytes. Columns of one kind lie together, so that few native calls read or write them all:
 *
 *     u64 for each snowflake        the greatest u64 for null
 *     f64 for each integer, millis  NaN for null
 *     u32 for each text, json, blob its length in UTF-16 units or bytes, 2^32 - 1 for null
 *     u8  for each boolean, enum    0 and 1, or the place among the values; 255 for null
 *     UTF-8 of all texts, then all blobs
 *     u16 which of the table's formats this is
 *
 * All is little-endian, as WebAssembly is.
 */

import { utf8BytesOf } from "./bytes.ts";
import { rowReader, type RowReader } from "./rowReader.ts";
import { NO_CODE, NO_LENGTH, NO_SNOWFLAKE, type StoredColumn } from "./storedColumn.ts";

/** The name of what was dropped: no column is called that. */
const DROPPED = "";

type Row = Readonly<Record<string, unknown>>;

export class RowFormat {
  readonly #number: number;
  // Names of the columns of each group, in order.
  readonly #snowflakes: readonly string[];
  readonly #numbers: readonly string[];
  readonly #texts: readonly string[];
  readonly #documents: readonly string[];
  readonly #blobs: readonly string[];
  readonly #codes: readonly string[];
  /** The values of each enum; `undefined` for a boolean. */
  readonly #values: readonly (readonly string[] | undefined)[];
  readonly #columns: readonly StoredColumn[];
  #reader: RowReader | undefined;

  constructor(number: number, columns: readonly StoredColumn[]) {
    const names = (...kinds: string[]): string[] =>
      columns.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name ?? DROPPED);
    this.#number = number;
    this.#snowflakes = names("snowflake");
    this.#numbers = names("integer", "millis");
    this.#texts = names("text");
    this.#documents = names("json");
    this.#blobs = names("blob");
    this.#codes = names("boolean", "enum");
    this.#values = columns
      .filter(({ kind }) => kind === "boolean" || kind === "enum")
      .map(({ values }) => values);
    this.#columns = columns;
  }

  /** The bytes of a row whose values were checked. */
  encode(row: Row): Uint8Array {
    const snowflakes = this.#snowflakes;
    const numbers = this.#numbers;
    const codes = this.#codes;
    const ids: bigint[] = [];
    for (let i = 0; i < snowflakes.length; i += 1)
      ids.push((row[snowflakes[i] ?? DROPPED] as bigint | null) ?? NO_SNOWFLAKE);
    const doubles: number[] = [];
    for (let i = 0; i < numbers.length; i += 1)
      // There is one zero: not -0.
      doubles.push(((row[numbers[i] ?? DROPPED] as number | null) ?? NaN) + 0);
    const lengths: number[] = [];
    const text = this.#encodeTexts(row, lengths);
    const tail: number[] = [];
    for (let i = 0; i < codes.length; i += 1) tail.push(codeOf(row[codes[i] ?? DROPPED], this.#values[i]));
    const utf8 = text === "" ? undefined : utf8BytesOf(text);
    const blobs = this.#blobsOf(row, lengths);
    const textStart = 8 * (ids.length + doubles.length) + 4 * lengths.length + tail.length;
    let size = textStart + (utf8?.length ?? 0) + 2;
    for (const blob of blobs) size += blob.length;
    const bytes = new Uint8Array(size);
    const { buffer } = bytes;
    if (ids.length > 0) new BigUint64Array(buffer, 0, ids.length).set(ids);
    if (doubles.length > 0) new Float64Array(buffer, 8 * ids.length, doubles.length).set(doubles);
    if (lengths.length > 0)
      new Uint32Array(buffer, 8 * (ids.length + doubles.length), lengths.length).set(lengths);
    if (tail.length > 0) bytes.set(tail, textStart - tail.length);
    if (utf8 !== undefined) bytes.set(utf8, textStart);
    let at = textStart + (utf8?.length ?? 0);
    for (const blob of blobs) {
      bytes.set(blob, at);
      at += blob.length;
    }
    bytes[at] = this.#number & 0xff;
    bytes[at + 1] = this.#number >>> 8;
    return bytes;
  }

  /** All texts in one, documents behind the others, with their lengths. */
  #encodeTexts(row: Row, lengths: number[]): string {
    const texts = this.#texts;
    const documents = this.#documents;
    let all = "";
    for (let i = 0; i < texts.length; i += 1) {
      const text = row[texts[i] ?? DROPPED] as string | null;
      lengths.push(text === null ? NO_LENGTH : text.length);
      if (text !== null) all += text;
    }
    for (let i = 0; i < documents.length; i += 1) {
      const text = JSON.stringify(row[documents[i] ?? DROPPED]);
      lengths.push(text.length);
      all += text;
    }
    return all;
  }

  #blobsOf(row: Row, lengths: number[]): Uint8Array[] {
    const found: Uint8Array[] = [];
    for (const name of this.#blobs) {
      const blob = row[name];
      lengths.push(blob instanceof Uint8Array ? blob.length : NO_LENGTH);
      if (blob instanceof Uint8Array) found.push(blob);
    }
    return found;
  }

  /** The values of the format's columns. */
  decode(stored: Uint8Array): Record<string, unknown> {
    // Views of eight bytes start at multiples of eight.
    return this.prepare()(stored.byteOffset % 8 === 0 ? stored : stored.slice());
  }

  /** Makes its reader, which takes a canister as long as reading ten rows: what a query has made is forgotten after it. */
  prepare(): RowReader {
    this.#reader ??= rowReader(this.#columns);
    return this.#reader;
  }
}

/** Which of a table's formats a row has. */
export function formatOf(bytes: Uint8Array): number {
  return (bytes[bytes.length - 2] ?? 0) + 0x100 * (bytes[bytes.length - 1] ?? 0);
}

function codeOf(value: unknown, values: readonly string[] | undefined): number {
  if (value === null) return NO_CODE;
  return values === undefined ? Number(value) : values.indexOf(value as string);
}
