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
 * All is little-endian, as WebAssembly is. Texts that are as long in bytes as in units are ASCII, and need no decoding.
 */

import { bytesOf, stringOf, textOf, utf8Of } from "./bytes.ts";

/** A column as a format has it. */
export interface StoredColumn {
  /** `null` once the column was dropped. */
  readonly name: string | null;
  readonly kind: string;
  /** Of an enum. */
  readonly values?: readonly string[];
}

/** Names of the columns of each group, in order. */
interface Groups {
  readonly snowflakes: readonly StoredColumn[];
  readonly numbers: readonly StoredColumn[];
  readonly texts: readonly StoredColumn[];
  readonly blobs: readonly StoredColumn[];
  readonly codes: readonly StoredColumn[];
}

const NO_SNOWFLAKE = 0xffff_ffff_ffff_ffffn;
const NO_LENGTH = 0xffff_ffff;
const NO_CODE = 255;
/** An enum of more values does not fit the codes. */
export const MAX_VALUES = NO_CODE;

export class RowFormat {
  readonly #number: number;
  readonly #groups: Groups;
  readonly #fixed: number;

  constructor(number: number, columns: readonly StoredColumn[]) {
    const of = (...kinds: string[]): StoredColumn[] => columns.filter(({ kind }) => kinds.includes(kind));
    this.#number = number;
    const groups = {
      snowflakes: of("snowflake"),
      numbers: of("integer", "millis"),
      texts: of("text", "json"),
      blobs: of("blob"),
      codes: of("boolean", "enum"),
    };
    this.#groups = groups;
    this.#fixed =
      8 * (groups.snowflakes.length + groups.numbers.length) +
      4 * (groups.texts.length + groups.blobs.length) +
      groups.codes.length;
  }

  /** The bytes of a row whose values were checked. */
  encode(row: Readonly<Record<string, unknown>>): Uint8Array {
    const { snowflakes, numbers, texts, blobs, codes } = this.#groups;
    const lengths: number[] = [];
    let all = "";
    for (const { name, kind } of texts) {
      const value = row[name ?? ""];
      if (value === null && kind === "text") lengths.push(NO_LENGTH);
      else {
        const text = kind === "json" ? JSON.stringify(value) : (value as string);
        lengths.push(text.length);
        all += text;
      }
    }
    const utf8 = utf8Of(all);
    let size = this.#fixed + utf8.length + 2;
    for (const { name } of blobs) {
      const blob = row[name ?? ""];
      const length = blob instanceof Uint8Array ? blob.length : NO_LENGTH;
      lengths.push(length);
      if (length !== NO_LENGTH) size += length;
    }
    const bytes = new Uint8Array(size);
    const { buffer } = bytes;
    let at = 0;
    const ids = new BigUint64Array(buffer, at, snowflakes.length);
    for (const [i, { name }] of snowflakes.entries())
      ids[i] = (row[name ?? ""] as bigint | null) ?? NO_SNOWFLAKE;
    at += ids.byteLength;
    const doubles = new Float64Array(buffer, at, numbers.length);
    for (const [i, { name }] of numbers.entries())
      doubles[i] = ((row[name ?? ""] as number | null) ?? NaN) + 0; // there is one zero: not -0
    at += doubles.byteLength;
    new Uint32Array(buffer, at, lengths.length).set(lengths);
    at += 4 * lengths.length;
    for (const { name, values } of codes) {
      bytes[at] = codeOf(row[name ?? ""], values);
      at += 1;
    }
    bytes.set(bytesOf(utf8), at);
    at += utf8.length;
    for (const { name } of blobs) {
      const blob = row[name ?? ""];
      if (!(blob instanceof Uint8Array)) continue;
      bytes.set(blob, at);
      at += blob.length;
    }
    bytes[at] = this.#number & 0xff;
    bytes[at + 1] = this.#number >>> 8;
    return bytes;
  }

  /** Writes the values of the format's columns into `row`. */
  decode(stored: Uint8Array, row: Record<string, unknown>): void {
    const { snowflakes, numbers, texts, blobs, codes } = this.#groups;
    // Views of eight bytes start at multiples of eight.
    const bytes = stored.byteOffset % 8 === 0 ? stored : stored.slice();
    const { buffer } = bytes;
    let at = bytes.byteOffset;
    const ids = new BigUint64Array(buffer, at, snowflakes.length);
    for (let i = 0; i < snowflakes.length; i += 1) {
      const id = ids[i];
      put(row, snowflakes[i], id === NO_SNOWFLAKE ? null : id);
    }
    at += ids.byteLength;
    const doubles = new Float64Array(buffer, at, numbers.length);
    for (let i = 0; i < numbers.length; i += 1) {
      const number = doubles[i] ?? NaN;
      put(row, numbers[i], number !== number ? null : number);
    }
    at += doubles.byteLength;
    const lengths = new Uint32Array(buffer, at, texts.length + blobs.length);
    let place = at - bytes.byteOffset + lengths.byteLength;
    for (let i = 0; i < codes.length; i += 1) {
      const column = codes[i];
      const code = bytes[place + i] ?? NO_CODE;
      put(
        row,
        column,
        code === NO_CODE ? null : column?.values === undefined ? code === 1 : column.values[code],
      );
    }
    place += codes.length;
    this.#decodeTexts(bytes, place, lengths, row);
  }

  #decodeTexts(bytes: Uint8Array, start: number, lengths: Uint32Array, row: Record<string, unknown>): void {
    const { texts, blobs } = this.#groups;
    let end = bytes.length - 2;
    for (let i = blobs.length - 1; i >= 0; i -= 1) {
      const length = lengths[texts.length + i] ?? NO_LENGTH;
      put(row, blobs[i], length === NO_LENGTH ? null : bytes.slice(end - length, end));
      if (length !== NO_LENGTH) end -= length;
    }
    let units = 0;
    for (let i = 0; i < texts.length; i += 1) {
      const length = lengths[i] ?? NO_LENGTH;
      if (length !== NO_LENGTH) units += length;
    }
    const utf8 = stringOf(bytes.subarray(start, end));
    const all = utf8.length === units ? utf8 : textOf(utf8);
    let at = 0;
    for (let i = 0; i < texts.length; i += 1) {
      const column = texts[i];
      const length = lengths[i] ?? NO_LENGTH;
      if (length === NO_LENGTH) put(row, column, null);
      else {
        const text = all.slice(at, at + length);
        put(row, column, column?.kind === "json" ? JSON.parse(text) : text);
        at += length;
      }
    }
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

function put(row: Record<string, unknown>, column: StoredColumn | undefined, value: unknown): void {
  if (column !== undefined && column.name !== null) row[column.name] = value;
}
