// CBOR as the Internet Computer uses it (RFC 8949; interface specification, "CBOR encoding of requests and
// responses"): text keys, no floating point, no duplicate keys, whole and bounded input.
import { encodeWithSelfDescribedTag, type CborValue as Encodable } from "@dfinity/cbor";
import { concatBytes } from "@noble/hashes/utils.js";
import { RequestError } from "../http/request-error.ts";

/** A decoded item. Integers are bigints, whatever their size; `undefined` is read as `null`. */
export type CborItem =
  bigint | boolean | null | string | Uint8Array | readonly CborItem[] | ReadonlyMap<string, CborItem>;

/** Whether an item is an array; `Array.isArray` forgets what is in it. */
export const isCborArray = (item: CborItem | undefined): item is readonly CborItem[] => Array.isArray(item);

/** Encodes a value of plain objects, arrays, bytes, text and numbers, behind the self-describe tag. */
export const encodeCbor = (value: Encodable<unknown>): Uint8Array => encodeWithSelfDescribedTag(value);

/** Nested deeper than any certificate, and far from the end of the stack. */
const maxDepth = 200;
/** More items than any request of the interface needs; an item is a byte at least. */
const maxItems = 1_000_000;

/**
 * Decodes one item, with or without the self-describe tag before it.
 *
 * @throws RequestError `cbor_malformed`
 */
export function decodeCbor(bytes: Uint8Array): CborItem {
  const reader = new Reader(bytes);
  const item = reader.item(0);
  if (reader.offset !== bytes.length) throw malformed("there is something after the item");
  return item;
}

const malformed = (why: string): RequestError =>
  new RequestError("cbor_malformed", `The body is not the CBOR that was expected: ${why}.`);

/** What precedes an item: its major type, and its argument, which is undefined for an indefinite length. */
interface Head {
  readonly major: number;
  readonly argument: bigint | undefined;
  readonly info: number;
}

const stop = { major: 7, info: 31 };

class Reader {
  offset = 0;
  private items = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  item(depth: number): CborItem {
    if (depth > maxDepth) throw malformed("it is nested too deep");
    if (++this.items > maxItems) throw malformed("it has too many items");
    const head = this.head();
    switch (head.major) {
      case 0:
        return definite(head);
      case 1:
        return -1n - definite(head);
      case 2:
        return this.string(head);
      case 3:
        return this.text(head);
      case 4:
        return this.array(head, depth);
      case 5:
        return this.map(head, depth);
      case 6:
        return this.tagged(definite(head), depth);
      default:
        return simple(head);
    }
  }

  private head(): Head {
    const [first] = this.take(1);
    if (first === undefined) throw malformed("it ends too early");
    const major = first >> 5;
    const info = first & 31;
    if (info < 24) return { major, info, argument: BigInt(info) };
    if (info === 31) return { major, info, argument: undefined };
    if (info > 27) throw malformed("a head has a reserved length");
    const at = this.offset;
    this.take(1 << (info - 24));
    return { major, info, argument: this.unsigned(at, info) };
  }

  private unsigned(at: number, info: number): bigint {
    if (info === 24) return BigInt(this.view.getUint8(at));
    if (info === 25) return BigInt(this.view.getUint16(at));
    if (info === 26) return BigInt(this.view.getUint32(at));
    return this.view.getBigUint64(at);
  }

  private take(length: number | bigint): Uint8Array {
    if (BigInt(length) > BigInt(this.bytes.length - this.offset)) throw malformed("it ends too early");
    const from = this.offset;
    this.offset += Number(length);
    return this.bytes.subarray(from, this.offset);
  }

  /** Whether an indefinite array, map or string ends here; its stop code is then read. */
  private stops(): boolean {
    if (this.bytes[this.offset] !== ((stop.major << 5) | stop.info)) return false;
    this.offset++;
    return true;
  }

  private string(head: Head): Uint8Array {
    if (head.argument !== undefined) return this.take(head.argument).slice();
    const chunks: Uint8Array[] = [];
    while (!this.stops()) {
      const chunk = this.head();
      if (chunk.major !== head.major) throw malformed("a string has a chunk of another type");
      chunks.push(this.take(definite(chunk)));
    }
    return concatBytes(...chunks);
  }

  private text(head: Head): string {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.string(head));
    } catch (error) {
      if (error instanceof RequestError) throw error;
      throw malformed("a text is not UTF-8");
    }
  }

  private array({ argument }: Head, depth: number): CborItem[] {
    const array: CborItem[] = [];
    if (argument === undefined) while (!this.stops()) array.push(this.item(depth + 1));
    else for (let left = argument; left > 0n; left--) array.push(this.item(depth + 1));
    return array;
  }

  private map({ argument }: Head, depth: number): Map<string, CborItem> {
    const map = new Map<string, CborItem>();
    const entry = (): void => {
      const head = this.head();
      if (head.major !== 3) throw malformed("a map has a key that is not text");
      const key = this.text(head);
      if (map.has(key)) throw malformed("a map has a key twice");
      map.set(key, this.item(depth + 1));
    };
    if (argument === undefined) while (!this.stops()) entry();
    else for (let left = argument; left > 0n; left--) entry();
    return map;
  }

  private tagged(tag: bigint, depth: number): CborItem {
    if (tag === 55799n && depth === 0) return this.item(1);
    if (tag !== 2n) throw malformed("it has a tag that is not expected");
    const head = this.head();
    const bytes = head.major === 2 ? this.string(head) : undefined;
    if (!bytes || bytes.length > 16) throw malformed("it has a number that is too large");
    return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }
}

function definite({ argument }: Head): bigint {
  if (argument === undefined) throw malformed("an item that cannot have one has an indefinite length");
  return argument;
}

function simple({ info }: Head): boolean | null {
  if (info === 20 || info === 21) return info === 21;
  if (info === 22 || info === 23) return null;
  throw malformed("it has a value that is neither a boolean nor null");
}
