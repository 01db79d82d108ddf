// Short arrays of bytes, cut from longer ones: an engine gives each array memory outside its heap, which costs more than to fill it.

const SLAB_LENGTH = 8192;
const LONGEST = 512;

let slab = new Uint8Array(0);
let used = 0;

/** An array of so many zeros. Others share its buffer, so it is not for secrets. */
export function allocate(length: number): Uint8Array {
  if (length > LONGEST) return new Uint8Array(length);
  if (used + length > slab.length) {
    slab = new Uint8Array(SLAB_LENGTH);
    used = 0;
  }
  used += length;
  return slab.subarray(used - length, used);
}
