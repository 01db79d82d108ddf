/** Powers of large numbers modulo an odd one, by native code: what RSA and the search for primes consist of. */

import { MODEXP, runNative } from "../engine/native.ts";

const NUMBERS = 16;
const WORD = 8;

/** @param modulus odd, more than 1 @param exponent more than 0 */
export function modexp(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const length = Math.ceil(bitLength(modulus) / 64) * WORD;
  const bytes = new Uint8Array(NUMBERS + 7 * length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MODEXP, true);
  view.setUint32(4, length, true);
  view.setUint32(8, Number(negativeInverse(modulus)), true);
  view.setUint32(12, bitLength(exponent), true);
  const r = 1n << BigInt(8 * length);
  const numbers = [modulus, (r * r) % modulus, base % modulus, exponent];
  for (const [i, number] of numbers.entries()) writeNumber(view, NUMBERS + i * length, length, number);
  runNative(bytes);
  return read(view, NUMBERS + 4 * length, length);
}

export function bitLength(number: bigint): number {
  const hex = number.toString(16);
  return 4 * (hex.length - 1) + (32 - Math.clz32(Number.parseInt(hex[0] ?? "0", 16)));
}

/** -1 / odd modulo 2^32, by Newton's iteration, which doubles the correct bits each time. */
function negativeInverse(odd: bigint): bigint {
  let inverse = 1n;
  for (let bits = 1; bits < 32; bits *= 2) inverse = BigInt.asUintN(32, inverse * (2n - odd * inverse));
  return BigInt.asUintN(32, -inverse);
}

/** Puts a number of up to `length` bytes, a multiple of eight, where zeros are. */
export function writeNumber(view: DataView, at: number, length: number, number: bigint): void {
  let rest = number;
  for (let i = 0; i < length && rest > 0n; i += WORD) {
    view.setBigUint64(at + i, BigInt.asUintN(64, rest), true);
    rest >>= 64n;
  }
}

function read(view: DataView, at: number, length: number): bigint {
  let number = 0n;
  for (let i = length - WORD; i >= 0; i -= WORD) number = (number << 64n) | view.getBigUint64(at + i, true);
  return number;
}
