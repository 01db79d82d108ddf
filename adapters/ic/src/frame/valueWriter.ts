/**
 * Values in Candid (Candid: binary format, memory), by a writer that is made of each type once.
 *
 * In Candid a value is the encodings of the primitive values in it, one behind the other: lengths, presence and the
 * number of a variant's case are numbers among them. So a writer makes one string of bytes, which native code turns into
 * bytes at its end, and all texts together into UTF-8. Joining bytes for each value costs the engine forty times as much.
 */

import { IDL } from "@icp-sdk/core/candid";
import { bytesOf, stringOf, utf8BytesOf } from "../store/bytes.ts";

/** The bytes of a value of the type that this was made of: that it is one, the compiler has checked. */
export type ValueWriter = (value: unknown) => Uint8Array[];

export function valueWriter(type: IDL.Type): ValueWriter {
  const write = type.accept(new Writing(), null);
  return (value) => {
    const optimist = new Output();
    const characters = write(value, optimist);
    const texts = encodedTexts(optimist.texts);
    if (texts === undefined) return parted(characters, optimist.blobs);
    const again = new Output(texts);
    return parted(write(value, again), again.blobs);
  };
}

/** Gives one character for each byte; what is bytes already goes to the output's blobs, and `BLOB` says where. */
type Write = (value: unknown, output: Output) => string;

/** No byte. */
const BLOB = "\u0100";

/** What is collected while a value is written. */
class Output {
  /** As they are: nearly all are ASCII, and so their own encodings. */
  readonly texts: string[] = [];
  readonly blobs: Uint8Array[] = [];
  readonly #encoded: readonly string[] | undefined;

  /** @param encoded the texts of the value in their order, encoded, where that makes a difference */
  constructor(encoded?: readonly string[]) {
    this.#encoded = encoded;
  }

  text(text: string): string {
    const { texts } = this;
    const encoded = this.#encoded;
    const characters = encoded === undefined ? text : (encoded[texts.length] ?? "");
    texts.push(text);
    return count(characters.length) + characters;
  }
}

/** Stands between texts that are encoded together: few have it in them. */
const SEPARATOR = "\0";

/** Texts in UTF-8, one character for each byte; lone surrogates become U+FFFD. @returns `undefined` where all are that already */
function encodedTexts(texts: readonly string[]): readonly string[] | undefined {
  if (texts.length === 0) return undefined;
  const all = texts.join(SEPARATOR).toWellFormed();
  const utf8 = utf8BytesOf(all);
  if (utf8.length === all.length) return undefined;
  const apart = stringOf(utf8).split(SEPARATOR);
  return apart.length === texts.length
    ? apart
    : texts.map((text) => stringOf(utf8BytesOf(text.toWellFormed())));
}

/** @param blobs whose places are in `characters` */
function parted(characters: string, blobs: readonly Uint8Array[]): Uint8Array[] {
  if (blobs.length === 0) return [bytesOf(characters)];
  const parts: Uint8Array[] = [];
  for (const [i, between] of characters.split(BLOB).entries()) {
    if (between !== "") parts.push(bytesOf(between));
    const blob = blobs[i];
    if (blob !== undefined) parts.push(blob);
  }
  return parts;
}

class Writing extends IDL.Visitor<null, Write> {
  readonly #recursive = new Map<IDL.Type, Write>();

  /** What is rare, or bytes anyway. */
  override visitType(type: IDL.Type): Write {
    return (value, output) => {
      output.blobs.push(new Uint8Array(type.encodeValue(value)));
      return BLOB;
    };
  }

  override visitBool(): Write {
    return (value) => (value === true ? "\x01" : "\0");
  }

  override visitNull(): Write {
    return () => "";
  }

  override visitReserved(): Write {
    return () => "";
  }

  override visitText(): Write {
    return (value, output) => output.text(value as string);
  }

  override visitNat(): Write {
    return (value) => leb128(value as bigint, false);
  }

  override visitInt(): Write {
    return (value) => leb128(value as bigint, true);
  }

  override visitFixedNat({ _bits }: IDL.FixedNatClass): Write {
    return fixed(_bits);
  }

  override visitFixedInt({ _bits }: IDL.FixedIntClass): Write {
    return fixed(_bits);
  }

  override visitOpt(_: IDL.Type, type: IDL.Type): Write {
    const write = type.accept(this, null);
    return (value, output) => {
      // To take a list apart costs as much as all else here.
      const present = (value as unknown[])[0];
      return present === undefined ? "\0" : `\x01${write(present, output)}`;
    };
  }

  override visitVec(_: IDL.Type, type: IDL.Type): Write {
    if (type instanceof IDL.FixedNatClass && type._bits === 8)
      return (value, output) => {
        // Made of numbers where it is no array of bytes yet; a copy of a long one would be dear.
        const blob = value instanceof Uint8Array ? value : Uint8Array.from(value as number[]);
        output.blobs.push(blob);
        return `${count(blob.length)}${BLOB}`;
      };
    const write = type.accept(this, null);
    return (value, output) => {
      const values = value as readonly unknown[];
      let text = count(values.length);
      for (let i = 0; i < values.length; i += 1) text += write(values[i], output);
      return text;
    };
  }

  override visitRecord(_: IDL.Type, fields: [string, IDL.Type][]): Write {
    const names = fields.map(([name]) => name);
    const writes = fields.map(([, type]) => type.accept(this, null));
    return (value, output) => {
      const record = value as Readonly<Record<string, unknown>>;
      let text = "";
      for (let i = 0; i < names.length; i += 1) text += writes[i]?.(record[names[i] ?? ""], output) ?? "";
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
    return (value, output) => {
      for (const name in value as object) {
        const it = writes.get(name);
        if (it !== undefined)
          return it.number + it.write((value as Readonly<Record<string, unknown>>)[name], output);
      }
      throw new TypeError(`A variant has no case ${Object.keys(value as object).join()}.`);
    };
  }

  override visitRec(type: IDL.Type, inner: IDL.Type): Write {
    const known = this.#recursive.get(type);
    if (known !== undefined) return known;
    this.#recursive.set(type, (value, output) => write(value, output));
    const write = inner.accept(this, null);
    return write;
  }
}

/** A length, or the number of a case: a natural number in LEB128. */
function count(number: number): string {
  let text = "";
  let rest = number;
  for (; rest > 0x7f; rest >>>= 7) text += String.fromCharCode((rest & 0x7f) | 0x80);
  return text + String.fromCharCode(rest);
}

const SEVEN_BITS = 7n;

/** A whole number in LEB128, or in its signed form (Candid: nat and int). */
function leb128(value: bigint, isSigned: boolean): string {
  const most = isSigned ? 0x3fn : 0x7fn;
  const least = isSigned ? -0x40n : 0n;
  let text = "";
  let rest = value;
  for (; rest > most || rest < least; rest >>= SEVEN_BITS)
    text += String.fromCharCode(Number(rest & 0x7fn) | 0x80);
  return text + String.fromCharCode(Number(rest & 0x7fn));
}

const wide = new BigUint64Array(1);
const bytesOfWide = new Uint8Array(wide.buffer);

/** A number of so many bits, the lowest byte first, as WebAssembly has it. */
function fixed(bits: number): Write {
  if (bits === 64)
    return (value) => {
      wide[0] = value as bigint;
      const it = bytesOfWide;
      // prettier-ignore
      return String.fromCharCode(it[0] ?? 0, it[1] ?? 0, it[2] ?? 0, it[3] ?? 0, it[4] ?? 0, it[5] ?? 0, it[6] ?? 0, it[7] ?? 0);
    };
  return (value) => {
    const number = Number(value);
    let text = "";
    for (let shift = 0; shift < bits; shift += 8) text += String.fromCharCode((number >>> shift) & 0xff);
    return text;
  };
}
