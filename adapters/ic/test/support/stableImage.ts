/** The map that a canister keeps in its stable memory, read from the bytes: the formats of ic-stable-structures, as Azle 0.33 writes them. */

const WASM_PAGE = 65_536;
const BUCKETS_AT = 40 + 255 * 8;
const MAX_BUCKETS = 32_768;
/** The virtual memory that the store has (`src/host/stableMemory.ts`). */
const STORE = 0;
const NODE_HEADER = 15;
const OVERFLOW_HEADER = 11;
const LEAF = 0;

/**
 * @param image a canister's whole stable memory
 * @returns values by their keys, a character of a key for each byte; nothing when there is no map
 * @throws {Error} when the bytes are no such map
 */
export function mapInImage(image: Uint8Array): Map<string, Uint8Array> {
  const memory = new VirtualMemory(image, STORE);
  const entries = new Map<string, Uint8Array>();
  if (memory.isEmpty) return entries;
  memory.expect(0, "BTR");
  const pageSize = memory.u32(4);
  const root = memory.u64(12);
  const length = memory.u64(20);
  if (root !== 0) readNode(memory, root, pageSize, entries);
  if (entries.size !== length) throw new Error(`The map has ${entries.size} entries and counts ${length}.`);
  return entries;
}

function readNode(
  memory: VirtualMemory,
  address: number,
  pageSize: number,
  entries: Map<string, Uint8Array>,
): void {
  memory.expect(address, "BTN");
  const isLeaf = memory.bytes(address + 4, 1)[0] === LEAF;
  const [low = 0, high = 0] = memory.bytes(address + 5, 2);
  const count = low + 256 * high;
  const node = Buffer.from(nodeBytes(memory, address, pageSize));
  let at = NODE_HEADER;
  const children: number[] = [];
  for (let nth = 0; !isLeaf && nth <= count; nth += 1, at += 8)
    children.push(Number(node.readBigUInt64LE(at)));
  const next = (): Buffer => {
    const size = node.readUInt32LE(at);
    at += 4 + size;
    return node.subarray(at - size, at);
  };
  const keys = Array.from({ length: count }, () => next().toString("latin1"));
  for (const key of keys) entries.set(key, new Uint8Array(next()));
  for (const child of children) readNode(memory, child, pageSize, entries);
}

/** A node goes on in pages that follow one another by address. */
function nodeBytes(memory: VirtualMemory, address: number, pageSize: number): Uint8Array {
  const parts = [memory.bytes(address, pageSize)];
  for (let next = memory.u64(address + 7); next !== 0; next = memory.u64(next + 3)) {
    memory.expect(next, "NOF");
    parts.push(memory.bytes(next + OVERFLOW_HEADER, pageSize - OVERFLOW_HEADER));
  }
  return Buffer.concat(parts);
}

/** One of the memories into which stable memory is divided, in buckets. */
class VirtualMemory {
  readonly #image: Buffer;
  readonly #bucketBytes: number;
  /** Where each bucket of this memory starts. */
  readonly #starts: readonly number[];

  constructor(image: Uint8Array, id: number) {
    this.#image = Buffer.from(image.buffer, image.byteOffset, image.length);
    if (image.length > 0 && this.#image.toString("latin1", 0, 3) !== "MGR") throw new Error("No memories.");
    this.#bucketBytes = image.length === 0 ? 0 : this.#image.readUInt16LE(6) * WASM_PAGE;
    const owners = this.#image.subarray(BUCKETS_AT, BUCKETS_AT + MAX_BUCKETS);
    this.#starts = [...owners.keys()]
      .filter((nth) => owners[nth] === id)
      .map((nth) => WASM_PAGE + nth * this.#bucketBytes);
  }

  get isEmpty(): boolean {
    return this.#starts.length === 0;
  }

  expect(address: number, magic: string): void {
    const found = Buffer.from(this.bytes(address, 3)).toString("latin1");
    if (found !== magic) throw new Error(`At ${address} there is no ${magic}.`);
  }

  u32(address: number): number {
    return Buffer.from(this.bytes(address, 4)).readUInt32LE();
  }

  u64(address: number): number {
    return Number(Buffer.from(this.bytes(address, 8)).readBigUInt64LE());
  }

  bytes(address: number, length: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let done = 0; done < length;) {
      const at = address + done;
      const inside = at % this.#bucketBytes;
      const start = this.#starts[Math.floor(at / this.#bucketBytes)];
      if (start === undefined) throw new Error(`The memory ends before ${at}.`);
      const size = Math.min(length - done, this.#bucketBytes - inside);
      parts.push(this.#image.subarray(start + inside, start + inside + size));
      done += size;
    }
    return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
  }
}
