/**
 * The search for a prime, a step at a time: a random odd start, then each odd number after it that no small prime
 * divides (Brandt, Damgård: On Generation of Probable Primes by Incremental Search).
 */

import { bitLength, modexp } from "./modexp.ts";

const SIEVED = 2_000;
const smallPrimes = sieve(SIEVED);

/**
 * For random numbers of 1,024 bits five rounds leave less than 2^-100 (FIPS 186-5, table B.1). The bases need not be
 * random: nobody chooses the candidates but us.
 */
const BASES = [2n, 3n, 5n, 7n, 11n];

export class PrimeSearch {
  #candidate: bigint;
  readonly #exponent: bigint;
  /** The candidate modulo each small prime. */
  #remainders: number[];

  /**
   * @param start random; its two highest bits are set, so that the product of two primes has twice their length
   * @param exponent the public exponent, which must not divide the prime less one
   */
  constructor(start: bigint, bits: number, exponent: bigint) {
    this.#candidate = BigInt.asUintN(bits, start) | (3n << BigInt(bits - 2)) | 1n;
    this.#exponent = exponent;
    this.#remainders = smallPrimes.map((prime) => Number(this.#candidate % BigInt(prime)));
  }

  /** Tests the next candidate that may be prime. @returns the prime, when that is one */
  step(): bigint | undefined {
    while (this.#remainders.includes(0)) this.#advance();
    const candidate = this.#candidate;
    this.#advance();
    return (candidate - 1n) % this.#exponent !== 0n && isProbablePrime(candidate) ? candidate : undefined;
  }

  #advance(): void {
    this.#candidate += 2n;
    this.#remainders = this.#remainders.map((remainder, i) => (remainder + 2) % (smallPrimes[i] ?? 2));
  }
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

function sieve(below: number): number[] {
  const isComposite = new Uint8Array(below);
  const primes: number[] = [];
  for (let n = 3; n < below; n += 2) {
    if (isComposite[n] === 1) continue;
    primes.push(n);
    for (let multiple = n * n; multiple < below; multiple += n) isComposite[multiple] = 1;
  }
  return primes;
}
