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
  const make = new Function("t,p,k,v,N", programOf(columns)) as (
    textOf: (utf8: Uint8Array) => string,
    parse: (json: string) => unknown,
    keep: typeof keepDocuments,
    /** The values of each enum, by its place among booleans and enums. */
    values: readonly (readonly string[] | undefined)[],
    noLength: number,
  ) => RowReader;
  return make(textOf, JSON.parse, keepDocuments, values, NO_LENGTH);
}

/** A document longer than this is parsed when it is looked at: most readers of an account do not want its keys. */
const LONG = 200;

/** Puts documents into a row, where their places are. @param documents names and JSON, by turns */
function keepDocuments(row: Record<string, unknown>, documents: readonly string[]): void {
  for (let i = 0; i < documents.length; i += 2) {
    const name = documents[i] ?? "";
    const json = documents[i + 1] ?? "";
    const column = { enumerable: true, configurable: true };
    Object.defineProperty(row, name, {
      ...column,
      get: () => {
        const value: unknown = JSON.parse(json);
        Object.defineProperty(row, name, { ...column, writable: true, value });
        return value;
      },
    });
  }
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
  const body = ["let x,q,a=0,u=b.buffer,o=b.byteOffset;"];
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
    field(column, i < texts.length ? `(x=l[${i}])===N?null:s.slice(a,a+=x)` : documentAt(i, column));
    before = column.name === null ? `${before}(x=l[${i}])===N||(a+=x),` : "";
  });
  before = "a=e,";
  blobs.forEach((column, i) => {
    field(column, `(x=l[${texts.length + documents.length + i}])===N?null:b.slice(a,a+=x)`);
    before =
      column.name === null ? `${before}(x=l[${texts.length + documents.length + i}])===N||(a+=x),` : "";
  });
  const row = `{${fields.join()}}`;
  // What keeps for later takes the row.
  return `return b=>{${body.join("")}${documents.length > 0 ? `x=${row};if(q)k(x,q);return x` : `return${row}`}}`;
}

/** The value of a document whose length stands at `index`. */
function documentAt(index: number, { name }: StoredColumn): string {
  const later = `(q=q||[]).push(${JSON.stringify(name)},x),null`;
  // What most documents are is told by its first character.
  const short = `(x=l[${index}])===2&&s[a]==="["?(a+=2,[]):x===4&&s[a]==="n"?(a+=4,null)`;
  return `${short}:(x=s.slice(a,a+=x)).length>${LONG}?(${later}):p(x)`;
}
