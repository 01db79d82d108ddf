/**
 * Values in Candid (Candid: binary format, memory), by a writer that is made of each type once.
 *
 * In Candid a value is the encodings of the primitive values in it, one behind the other: lengths, presence and the
 * number of a variant's case are numbers among them. So a writer puts them down in Candid's text form, and the engine
 * encodes them all at once. Walking the type and joining bytes for each value costs the engine twenty times as much.
 */

import { IDL } from "@icp-sdk/core/candid";
import { encodePrimitives, textLiteral } from "../engine/candid.ts";

/** The bytes of a value of the type that this was made of: that it is one, the compiler has checked. */
export type ValueWriter = (value: unknown) => Uint8Array[];

export function valueWriter(type: IDL.Type): ValueWriter {
  const write = type.accept(new Writing(), null);
  return (value) => {
    const bytes: Uint8Array[] = [];
    const texts = write(value, bytes).split(BYTES);
    return texts.flatMap((text, i) => {
      const before = text === "" ? [] : [encodePrimitives(text)];
      const own = bytes[i];
      return own === undefined ? before : [...before, own];
    });
  };
}

/** Gives primitive values in Candid's text form; what is bytes already goes to `bytes`, and `BYTES` says where. */
type Write = (value: unknown, bytes: Uint8Array[]) => string;

/** Stands in no other text: see `textLiteral`. */
const BYTES = "\0";

class Writing extends IDL.Visitor<null, Write> {
  readonly #recursive = new Map<IDL.Type, Write>();

  /** What is rare, or bytes anyway. */
  override visitType(type: IDL.Type): Write {
    return (value, bytes) => {
      bytes.push(new Uint8Array(type.encodeValue(value)));
      return BYTES;
    };
  }

  override visitBool(): Write {
    return (value) => (value === true ? "true," : "false,");
  }

  override visitNull(): Write {
    return () => "";
  }

  override visitReserved(): Write {
    return () => "";
  }

  override visitText(): Write {
    return (value) => `${textLiteral(value as string)},`;
  }

  override visitNumber(type: IDL.Type): Write {
    const { name } = type;
    // A large number in decimal takes twice as long.
    return (value) =>
      typeof value === "bigint" && value > 0n
        ? `0x${value.toString(16)}:${name},`
        : `${String(value)}:${name},`;
  }

  override visitOpt(_: IDL.Type, type: IDL.Type): Write {
    const write = type.accept(this, null);
    return (value, bytes) => {
      const [held] = value as unknown[];
      return held === undefined ? "false," : `true,${write(held, bytes)}`;
    };
  }

  override visitVec(_: IDL.Type, type: IDL.Type): Write {
    if (type instanceof IDL.FixedNatClass && type._bits === 8)
      return (value, bytes) => {
        // Made of numbers where it is no array of bytes yet; a copy of a long one would be dear.
        const blob = value instanceof Uint8Array ? value : Uint8Array.from(value as number[]);
        bytes.push(blob);
        return `${count(blob.length)}${BYTES}`;
      };
    const write = type.accept(this, null);
    return (value, bytes) => {
      const values = value as readonly unknown[];
      let text = count(values.length);
      for (const it of values) text += write(it, bytes);
      return text;
    };
  }

  override visitRecord(_: IDL.Type, fields: [string, IDL.Type][]): Write {
    const writes = fields.map(([name, type]) => ({ name, write: type.accept(this, null) }));
    return (value, bytes) => {
      const record = value as Readonly<Record<string, unknown>>;
      let text = "";
      // To take a pair apart costs as much as all else here.
      for (const it of writes) text += it.write(record[it.name], bytes);
      return text;
    };
  }

  override visitTuple(_: IDL.Type, components: IDL.Type[]): Write {
    return this.visitRecord(_, components.map((type, i) => [String(i), type])); // prettier-ignore
  }

  override visitVariant(_: IDL.Type, cases: [string, IDL.Type][]): Write {
    const writes = new Map(
      cases.map(([name, type], i) => [name, { number: count(i), write: type.accept(this, null) }]),
    );
    return (value, bytes) => {
      for (const name of Object.keys(value as object)) {
        const it = writes.get(name);
        if (it !== undefined)
          return it.number + it.write((value as Readonly<Record<string, unknown>>)[name], bytes);
      }
      throw new TypeError(`A variant has no case ${Object.keys(value as object).join()}.`);
    };
  }

  override visitRec(type: IDL.Type, inner: IDL.Type): Write {
    const known = this.#recursive.get(type);
    if (known !== undefined) return known;
    this.#recursive.set(type, (value, bytes) => write(value, bytes));
    const write = inner.accept(this, null);
    return write;
  }
}

/** A small natural number in LEB128: below 2 it is the byte that a bool is, below 128 any byte, and both take less. */
function count(number: number): string {
  if (number < 2) return number === 0 ? "false," : "true,";
  return number < 0x80 ? `${number}:nat8,` : `${number}:nat,`;
}
