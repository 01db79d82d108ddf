/**
 * Values in Candid (Candid: binary format, memory), by a writer that is made of each type once.
 *
 * In Candid a value is the encodings of the primitive values in it, one behind the other: lengths, presence and the
 * number of a variant's case are numbers among them. So a writer makes one string of bytes, which native code turns into
 * bytes at its end, and all texts together into UTF-8. Joining bytes for each value costs the engine forty times as much.
 *
 * Records, vectors and variants are written by programs that the engine compiles when the writer is made: a field costs
 * it half of what it does where a loop finds the name of each, and the function that writes it.
 */

import { IDL } from "@icp-sdk/core/candid";
import { bytesOf, stringOf, utf8BytesOf } from "../store/bytes.ts";

/** The bytes of a value of the type that this was made of: that it is one, the compiler has checked. */
export type ValueWriter = (value: unknown) => Uint8Array[];

export function valueWriter(type: IDL.Type): ValueWriter {
  const write = writerOf(type);
  return (value) => {
    const output = new Output();
    const characters = write(value, output);
    return parted(withTexts(characters, output.texts), output.blobs);
  };
}

/**
 * Gives one character for each byte; texts, and what is bytes already, go to the output, and `TEXT` and `BLOB` say
 * where. Before each text stands the length that it has if it is ASCII, as nearly all are.
 */
type Write = (value: unknown, output: Output) => string;

/** No bytes. */
const BLOB = "\u0100";
const TEXT = "\u0101";

/** What is collected while a value is written. */
class Output {
  readonly texts: string[] = [];
  readonly blobs: Uint8Array[] = [];
}

/** Engines bound how many arguments a call may have. */
const MOST_AT_ONCE = 10_000;

/** The characters with the texts in their places, in UTF-8, and their lengths. */
function withTexts(characters: string, texts: readonly string[]): string {
  if (texts.length === 0) return characters;
  const between = characters.split(TEXT);
  const encoded = encodedTexts(texts);
  if (encoded !== undefined)
    for (let i = 0; i < texts.length; i += 1) {
      const assumed = texts[i]?.length ?? 0;
      const length = encoded[i]?.length ?? 0;
      if (length !== assumed)
        between[i] = (between[i] ?? "").slice(0, -count(assumed).length) + count(length);
    }
  const all = encoded ?? texts;
  let joined = "";
  for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
    const some = all.slice(from, from + MOST_AT_ONCE);
    // The engine's own way to put the ones between the others.
    const raw = between.slice(from, from + some.length).concat("");
    joined += String.raw({ raw }, ...some);
  }
  return joined + (between[all.length] ?? "");
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

/** JavaScript that gives the characters of a value, which stands in it as an expression. */
type Program = (value: string) => string;

/** What programs know: `o` is the output, `T` its texts, `x` the last of them, `n` what is given to them. */
const given = {
  /** Lengths: those of one byte are found in a list for a third of what a call costs. */
  s: Array.from({ length: 0x80 }, (_, length) => String.fromCharCode(length) + TEXT),
  c: count,
  f: fixed,
  l: leb128,
  b(bytes: unknown, output: Output): string {
    // Made of numbers where it is no array of bytes yet; a copy of a long one would be dear.
    const blob = bytes instanceof Uint8Array ? bytes : Uint8Array.from(bytes as number[]);
    output.blobs.push(blob);
    return `${count(blob.length)}${BLOB}`;
  },
  /** What is rare, or bytes anyway. */
  r(type: IDL.Type, value: unknown, output: Output): string {
    output.blobs.push(new Uint8Array(type.encodeValue(value)));
    return BLOB;
  },
  /** @throws {TypeError} */
  e(variant: object): never {
    throw new TypeError(`A variant has no case ${Object.keys(variant).join()}.`);
  },
};

const NAMES = Object.keys(given);
const writers = new WeakMap<IDL.Type, Write>();

/** The writer of a type; bindings use the same types in many methods. */
function writerOf(type: IDL.Type): Write {
  const known = writers.get(type);
  if (known !== undefined) return known;
  const write = new Writing().writer((program) => `return ${type.accept(program, null)("v")}`);
  writers.set(type, write);
  return write;
}

/** Cases of a variant. */
const MOST_LOOKED_FOR = 4;

/** Makes the body of one function, and has functions made that it calls. */
class Writing extends IDL.Visitor<null, Program> {
  /** Types, and functions that the body calls. */
  readonly #parts: unknown[] = [];
  #temporaries = 0;

  /** @param bodyOf statements that return the characters of `v` */
  writer(bodyOf: (program: this) => string): Write {
    const body = bodyOf(this);
    let names = "T=o.texts,x";
    for (let i = 0; i < this.#temporaries; i += 1) names += `,t${i}`;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- of names that this program's interfaces declare
    const make = new Function(...NAMES, "n", `return (v,o)=>{let ${names};${body}}`) as (
      ...values: unknown[]
    ) => Write;
    return make(...Object.values(given), this.#parts);
  }

  /** The place of something that the body knows. */
  #part(it: unknown): string {
    return `n[${this.#parts.push(it) - 1}]`;
  }

  /** A call of what writes a type by a function of its own. */
  #called(type: IDL.Type, bodyOf: (program: Writing) => string): Program {
    const known = writers.get(type);
    if (known !== undefined) return this.#callOf(known);
    // A type may be part of itself: it is known from here on.
    writers.set(type, (value, output) => made(value, output));
    const made = new Writing().writer(bodyOf);
    writers.set(type, made);
    return this.#callOf(made);
  }

  #callOf(write: Write): Program {
    const part = this.#part(write);
    return (value) => `${part}(${value},o)`;
  }

  override visitType(type: IDL.Type): Program {
    const part = this.#part(type);
    return (value) => `r(${part},${value},o)`;
  }

  override visitBool(): Program {
    return (value) => `(${value}===true?"\\x01":"\\0")`;
  }

  override visitNull(): Program {
    return () => '""';
  }

  override visitReserved(): Program {
    return () => '""';
  }

  override visitText(): Program {
    return (value) => `(T.push(x=${value}),(s[x.length]||c(x.length)+${JSON.stringify(TEXT)}))`;
  }

  override visitNat(): Program {
    return (value) => `l(${value},false)`;
  }

  override visitInt(): Program {
    return (value) => `l(${value},true)`;
  }

  override visitFixedNat({ _bits }: IDL.FixedNatClass): Program {
    return (value) => `f(${value},${_bits})`;
  }

  override visitFixedInt({ _bits }: IDL.FixedIntClass): Program {
    return (value) => `f(${value},${_bits})`;
  }

  override visitOpt(_: IDL.Type, type: IDL.Type): Program {
    const inner = type.accept(this, null);
    const it = `t${(this.#temporaries += 1) - 1}`;
    // To take a list apart costs as much as all else here.
    return (value) => `((${it}=${value}[0])===void 0?"\\0":"\\x01"+${inner(it)})`;
  }

  override visitVec(vector: IDL.Type, type: IDL.Type): Program {
    if (type instanceof IDL.FixedNatClass && type._bits === 8) return (value) => `b(${value},o)`;
    const many = this.#called(vector, (program) => {
      const each = type.accept(program, null)("v[i]");
      return `let i=0,k=v.length,a=c(k);for(;i<k;i++)a+=${each};return a`;
    });
    return (value) => `(${value}.length===0?"\\0":${many(value)})`;
  }

  override visitRecord(record: IDL.Type, fields: [string, IDL.Type][]): Program {
    if (fields.length === 0) return () => '""';
    return this.#called(record, (program) => {
      const values = fields.map(([name, type]) => type.accept(program, null)(`v${member(name)}`));
      return `return ${values.join("+")}`;
    });
  }

  override visitTuple(tuple: IDL.Type, components: IDL.Type[]): Program {
    return this.visitRecord(tuple, components.map((type, i) => [String(i), type])); // prettier-ignore
  }

  override visitVariant(variant: IDL.Type, cases: [string, IDL.Type][]): Program {
    return this.#called(variant, (program) => {
      const choices = cases.map(([name, type], i) => {
        const inner = type.accept(program, null)(`v${member(name)}`);
        const number = JSON.stringify(count(i));
        const written = inner === '""' ? number : `${number}+${inner}`;
        // Names are looked for in the order of the interface: a walk over those of the value takes as long as some of them.
        return i < MOST_LOOKED_FOR
          ? `if(v${member(name)}!==void 0)return ${written};`
          : `case ${JSON.stringify(name)}:return ${written};`;
      });
      const rest = choices.splice(MOST_LOOKED_FOR).join("");
      return `${choices.join("")}${rest === "" ? "" : `for(let k in v)switch(k){${rest}}`}e(v)`;
    });
  }

  override visitRec(_: IDL.Type, inner: IDL.Type): Program {
    return inner.accept(this, null);
  }
}

/** How JavaScript names a field. */
function member(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** A length, or the number of a case: a natural number in LEB128. */
function count(number: number): string {
  if (number <= 0x7f) return String.fromCharCode(number);
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
  // It would have no end.
  if (!isSigned && value < 0n) throw new RangeError(`${value} is no natural number.`);
  let text = "";
  let rest = value;
  for (; rest > most || rest < least; rest >>= SEVEN_BITS)
    text += String.fromCharCode(Number(rest & 0x7fn) | 0x80);
  return text + String.fromCharCode(Number(rest & 0x7fn));
}

const wide = new BigUint64Array(1);
const bytesOfWide = new Uint8Array(wide.buffer);

const NOUGHT = "\0".repeat(8);

/** A number of so many bits, the lowest byte first, as WebAssembly has it. */
function fixed(value: unknown, bits: number): string {
  if (bits === 64) {
    if (value === 0n) return NOUGHT;
    wide[0] = value as bigint;
    // A spread would walk the bytes one by one.
    return String.fromCharCode.apply(null, bytesOfWide as unknown as number[]);
  }
  const number = Number(value);
  let text = "";
  for (let shift = 0; shift < bits; shift += 8) text += String.fromCharCode((number >>> shift) & 0xff);
  return text;
}
