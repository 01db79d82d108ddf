/** Makes an RSA-2048 key pair over many messages, as the search for its primes takes more than one should (FIPS 186-5, appendix A.1). */

import { formatPem } from "@mastic/http-signatures/keys";
import { toBigInt, writePkcs8, writeSpki } from "./der.ts";
import { PrimeSearch } from "./primes.ts";

const PRIME_BITS = 1_024;
const EXPONENT = 65_537n;
/** Candidates in one message: about 35 M instructions each. */
const STEPS = 40;

/** How many random bytes it takes. */
export const RSA_SEED_BYTES = PRIME_BITS / 4;

/**
 * @param seed `RSA_SEED_BYTES` unpredictable bytes, used for nothing else
 * @param pause ends the message, and goes on in the next
 */
export async function generateRsaKey(
  seed: Uint8Array,
  pause: () => Promise<void>,
): Promise<{ publicKeyPem: string; privateKeyPem: string }> {
  const half = RSA_SEED_BYTES / 2;
  const p = await findPrime(seed.subarray(0, half), pause);
  const q = await findPrime(seed.subarray(half), pause);
  const [large, small] = p > q ? [p, q] : [q, p];
  const n = large * small;
  const d = inverse(EXPONENT, (large - 1n) * (small - 1n));
  const numbers = [
    0n,
    n,
    EXPONENT,
    d,
    large,
    small,
    d % (large - 1n),
    d % (small - 1n),
    inverse(small, large),
  ];
  return {
    publicKeyPem: formatPem("PUBLIC KEY", writeSpki([n, EXPONENT])),
    privateKeyPem: formatPem("PRIVATE KEY", writePkcs8(numbers)),
  };
}

async function findPrime(seed: Uint8Array, pause: () => Promise<void>): Promise<bigint> {
  const search = new PrimeSearch(toBigInt(seed), PRIME_BITS, EXPONENT);
  for (;;) {
    for (let step = 0; step < STEPS; step += 1) {
      const prime = search.step();
      if (prime !== undefined) return prime;
    }
    await pause();
  }
}

/** The inverse of `a` modulo `m`, by Euclid's algorithm. */
function inverse(a: bigint, m: bigint): bigint {
  let [oldR, r, oldS, s] = [a, m, 1n, 0n];
  while (r !== 0n) {
    const quotient = oldR / r;
    [oldR, r] = [r, oldR - quotient * r];
    [oldS, s] = [s, oldS - quotient * s];
  }
  return oldS < 0n ? oldS + m : oldS;
}
