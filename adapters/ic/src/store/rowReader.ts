/**
 * Readers of rows, written as a program for each format (`rowCodec.ts` says how a row lies in bytes).
 *
 * A canister's engine charges 4,000 instructions for a column that a loop puts into a row under a name that it looks up,
 * and 1,500 for one that stands in an object literal: reading a row costs a third.
 */

import { textOf } from "./bytes.ts";
import { NO_CODE, NO_LENGTH, NO_SNOWFLAKE, type StoredColumn } from "./storedColumn.ts";

/** @param bytes that start at a multiple of eight */
export type RowReader = (bytes: Uint8Array) => Record<string, unknown>;

/** @returns what reads rows of these columns; dropped ones are left out */
export function rowReader(columns: readonly StoredColumn[]): RowReader {
  const values = columns.filter(isCode).map((column) => column.values);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- of names that are declared in this program
  const make = new Function("t,p,v,N", programOf(columns)) as (
    textOf: (utf8: Uint8Array) => string,
    parse: (json: string) => unknown,
    /** The values of each enum, by its place among booleans and enums. */
    values: readonly (readonly string[] | undefined)[],
    noLength: number,
  ) => RowReader;
  return make(textOf, parseDocument, values, NO_LENGTH);
}

/** As JSON.parse; what most documents are costs a third. */
function parseDocument(json: string): unknown {
  if (json === "[]") return [];
  return json === "null" ? null : (JSON.parse(json) as unknown);
}

const isCode = ({ kind }: StoredColumn): boolean => kind === "boolean" || kind === "enum";

/** The program's names have one letter, and it has few statements: the engine takes 2,000 instructions for each byte of it. */
function programOf(columns: readonly StoredColumn[]): string {
  const of = (...kinds: string[]): StoredColumn[] => columns.filter(({ kind }) => kinds.includes(kind));
  const [ids, doubles, codes] = [of("snowflake"), of("integer", "millis"), columns.filter(isCode)];
  const [texts, documents, blobs] = [of("text"), of("json"), of("blob")];
  const lengths = texts.length + documents.length + blobs.length;
  const lengthsAt = 8 * (ids.length + doubles.length);
  const codesAt = lengthsAt + 4 * lengths;
  const textsAt = codesAt + codes.length;
  const body = ["let x,a=0,u=b.buffer,o=b.byteOffset;"];
  const view = (name: string, type: string, at: number, count: number): void => {
    if (count > 0) body.push(`let ${name}=new ${type}(u,o+${at},${count});`);
  };
  view("i", "BigUint64Array", 0, ids.length);
  view("d", "Float64Array", 8 * ids.length, doubles.length);
  view("l", "Uint32Array", lengthsAt, lengths);
  if (lengths > 0) body.push("let e=b.length-2;");
  blobs.forEach((_, i) => body.push(`x=l[${texts.length + documents.length + i}];if(x!==N)e-=x;`));
  if (texts.length + documents.length > 0) body.push(`let s=e>${textsAt}?t(b.subarray(${textsAt},e)):"";`);
  const fields: string[] = [];
  /** What goes over dropped texts, before the next is read. */
  let before = "";
  const field = ({ name }: StoredColumn, value: string): void => {
    if (name !== null)
      fields.push(`${JSON.stringify(name)}:${before === "" ? value : `(${before}${value})`}`);
  };
  ids.forEach((column, i) => field(column, `(x=i[${i}])===${NO_SNOWFLAKE}n?null:x`));
  doubles.forEach((column, i) => field(column, `(x=d[${i}])===x?x:null`));
  codes.forEach((column, i) => {
    const value = column.kind === "boolean" ? "x===1" : `v[${i}][x]`;
    field(column, `(x=b[${codesAt + i}])===${NO_CODE}?null:${value}`);
  });
  [...texts, ...documents].forEach((column, i) => {
    field(column, i < texts.length ? `(x=l[${i}])===N?null:s.slice(a,a+=x)` : `p(s.slice(a,a+=l[${i}]))`);
    before = column.name === null ? `${before}(x=l[${i}])===N||(a+=x),` : "";
  });
  before = "a=e,";
  blobs.forEach((column, i) => {
    field(column, `(x=l[${texts.length + documents.length + i}])===N?null:b.slice(a,a+=x)`);
    before =
      column.name === null ? `${before}(x=l[${texts.length + documents.length + i}])===N||(a+=x),` : "";
  });
  return `return b=>{${body.join("")}return{${fields.join()}}}`;
}
