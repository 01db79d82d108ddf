/**
 * The search for a prime, a step at a time: a random odd start, then each odd number after it that no small prime
 * divides (Brandt, Damgård: On Generation of Probable Primes by Incremental Search).
 */

import { SIEVE, runNative } from "../engine/native.ts";
import { bitLength, modexp, writeNumber } from "./modexp.ts";

/** How many odd numbers are sieved at once: hardly ever is there no prime of 1,024 bits among them. */
const SIEVED = 4_096;
const HEADER = 12;

/**
 * For random numbers of 1,024 bits five rounds leave less than 2^-100 (FIPS 186-5, table B.1). The bases need not be
 * random: nobody chooses the candidates but us.
 */
const BASES = [2n, 3n, 5n, 7n, 11n];

export class PrimeSearch {
  /** An odd number, and of those above it, two apart, which have a small divisor. */
  #start: bigint;
  #marks: Uint8Array;
  #next = 0;
  readonly #exponent: bigint;

  /**
   * @param start random; its two highest bits are set, so that the product of two primes has twice their length
   * @param exponent the public exponent, which must not divide the prime less one
   */
  constructor(start: bigint, bits: number, exponent: bigint) {
    this.#start = BigInt.asUintN(bits, start) | (3n << BigInt(bits - 2)) | 1n;
    this.#marks = sieve(this.#start);
    this.#exponent = exponent;
  }

  /** Tests the next candidate that may be prime. @returns the prime, when that is one */
  step(): bigint | undefined {
    let at = this.#marks.indexOf(0, this.#next);
    while (at < 0) {
      this.#start += 2n * BigInt(SIEVED);
      this.#marks = sieve(this.#start);
      at = this.#marks.indexOf(0);
    }
    this.#next = at + 1;
    const candidate = this.#start + 2n * BigInt(at);
    return (candidate - 1n) % this.#exponent !== 0n && isProbablePrime(candidate) ? candidate : undefined;
  }
}

/** A byte for each odd number from an odd one on: 1 for those with a divisor below 2^16, far below them. */
function sieve(start: bigint): Uint8Array {
  const length = Math.ceil(bitLength(start) / 64) * 8;
  const bytes = new Uint8Array(HEADER + length + SIEVED);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, SIEVE, true);
  view.setUint32(4, length, true);
  view.setUint32(8, SIEVED, true);
  writeNumber(view, HEADER, length, start);
  runNative(bytes);
  return bytes.subarray(HEADER + length);
}

/** Miller and Rabin's test (FIPS 186-5, appendix B.3.1). @param n odd, above all bases */
function isProbablePrime(n: bigint): boolean {
  const even = n - 1n;
  const twos = bitLength(even & -even) - 1;
  const odd = even >> BigInt(twos);
  return BASES.every((base) => {
    let x = modexp(base, odd, n);
    if (x === 1n || x === even) return true;
    for (let i = 1; i < twos; i += 1) {
      x = (x * x) % n;
      if (x === even) return true;
    }
    return false;
  });
}
