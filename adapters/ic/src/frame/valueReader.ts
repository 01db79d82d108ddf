/**
 * Arguments in Candid (Candid: binary format), by a reader that is made of their types once.
 *
 * The library compares the types of a message with those that are wanted, value by value, at 3 M instructions for a
 * request of the Mastodon API. Most messages have just these types, as the same library writes them: then their values
 * are read as they come, for a tenth. Whatever is not as it should be is left to the library, errors included.
 */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { nativeTexts } from "../engine/texts.ts";

export type ArgumentReader = (message: Uint8Array) => unknown[];

/** @param start what stands before the values when a message has these types: a character for each byte */
export function argumentReader(start: string, types: readonly IDL.Type[]): ArgumentReader {
  const byLibrary: ArgumentReader = (message) => IDL.decode([...types], message);
  const reading = new Reading();
  const readers: Read[] = [];
  for (const type of types) {
    const read = type.accept(reading, null);
    if (read === undefined) return byLibrary;
    readers.push(read);
  }
  return (message) => {
    if (nativeTexts().charactersOf(message.subarray(0, start.length)) !== start) return byLibrary(message);
    const cursor = new Cursor(message, start.length);
    try {
      const values = readers.map((read) => read(cursor));
      if (cursor.left === 0) return values;
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
    }
    return byLibrary(message);
  };
}

/** Something that only the library should judge. */
class Unexpected extends Error {}

class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  u16(): number {
    return this.#view.getUint16(this.#pass(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#pass(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#pass(8), true);
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Unexpected();
    this.#at += 1;
    return byte;
  }

  /** 0 or 1: a boolean, or whether there is a value. */
  bit(): boolean {
    const byte = this.byte();
    if (byte > 1) throw new Unexpected();
    return byte === 1;
  }

  /** A length in LEB128, of things that take a byte each at least: there are not more of them than bytes. */
  count(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (value > this.left) throw new Unexpected();
        return value;
      }
    }
    throw new Unexpected();
  }

  bytes(length: number): Uint8Array {
    const from = this.#pass(length);
    return this.#bytes.subarray(from, from + length);
  }

  #pass(bytes: number): number {
    const from = this.#at;
    if (from + bytes > this.#bytes.length) throw new Unexpected();
    this.#at += bytes;
    return from;
  }
}

type Read = (cursor: Cursor) => unknown;

/** `undefined` for types that are left to the library. */
class Reading extends IDL.Visitor<null, Read | undefined> {
  override visitType(): undefined {
    return undefined;
  }

  override visitBool(): Read {
    return (cursor) => cursor.bit();
  }

  override visitText(): Read {
    return (cursor) => {
      const text = nativeTexts().textOf(cursor.bytes(cursor.count()));
      // This character, or bytes that are no UTF-8; and a byte order mark.
      if (text.includes("\ufffd") || text.startsWith("\ufeff")) throw new Unexpected();
      return text;
    };
  }

  override visitPrincipal(): Read {
    return (cursor) => {
      if (!cursor.bit()) throw new Unexpected();
      return Principal.fromUint8Array(cursor.bytes(cursor.count()).slice());
    };
  }

  override visitFixedNat(type: IDL.FixedNatClass): Read | undefined {
    if (type._bits === 8) return (cursor) => cursor.byte();
    if (type._bits === 16) return (cursor) => cursor.u16();
    return type._bits === 32 ? (cursor) => cursor.u32() : (cursor) => cursor.u64();
  }

  override visitOpt(_: IDL.Type, type: IDL.Type): Read | undefined {
    const read = type.accept(this, null);
    return read && ((cursor) => (cursor.bit() ? [read(cursor)] : []));
  }

  override visitVec(_: IDL.Type, type: IDL.Type): Read | undefined {
    if (type instanceof IDL.FixedNatClass)
      // Of others than bytes the library makes typed arrays.
      return type._bits === 8 ? (cursor) => cursor.bytes(cursor.count()).slice() : undefined;
    const read = type.accept(this, null);
    return (
      read &&
      ((cursor) => {
        const values: unknown[] = [];
        for (let left = cursor.count(); left > 0; left -= 1) values.push(read(cursor));
        return values;
      })
    );
  }

  override visitRecord(_: IDL.Type, fields: [string, IDL.Type][]): Read | undefined {
    const reads: [string, Read][] = [];
    for (const [name, type] of fields) {
      const read = type.accept(this, null);
      if (read === undefined) return undefined;
      reads.push([name, read]);
    }
    return (cursor) => {
      const record: Record<string, unknown> = {};
      for (const [name, read] of reads) record[name] = read(cursor);
      return record;
    };
  }

  override visitTuple(_: IDL.Type, components: IDL.Type[]): Read | undefined {
    const reads: Read[] = [];
    for (const type of components) {
      const read = type.accept(this, null);
      if (read === undefined) return undefined;
      reads.push(read);
    }
    return (cursor) => reads.map((read) => read(cursor));
  }

  override visitVariant(_: IDL.Type, cases: [string, IDL.Type][]): Read | undefined {
    const reads: [string, Read][] = [];
    for (const [name, type] of cases) {
      const read = type instanceof IDL.NullClass ? () => null : type.accept(this, null);
      if (read === undefined) return undefined;
      reads.push([name, read]);
    }
    return (cursor) => {
      const [name, read] = reads[cursor.byte()] ?? [];
      if (name === undefined || read === undefined) throw new Unexpected();
      return { [name]: read(cursor) };
    };
  }
}
