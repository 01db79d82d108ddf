// Whose key it is, which algorithm it verifies, and whether it is strong enough and not too costly.

import { DEFAULT_ALGORITHM, doesAlgorithm, type SignatureAlgorithm } from "../algorithm.ts";
import type { PublicKey } from "../crypto-port.ts";
import { SignatureError } from "../error.ts";
import type { ResolvedPolicy } from "./policy.ts";

/** Throws `key_mismatch` when the key is not the one that the signature names. */
export function checkKeyId(expected: string, actual: string): void {
  if (expected !== actual) {
    throw new SignatureError("key_mismatch", "The key is not the one that the signature names", {
      expected,
      actual,
    });
  }
}

/** `algorithm_unsupported` for a name that is not known, or not taken. */
export function algorithmUnsupported(algorithm: string): SignatureError {
  return new SignatureError("algorithm_unsupported", "The signature's algorithm is not taken", {
    algorithm: algorithm.slice(0, 64),
  });
}

/**
 * The algorithm to verify with: the one that the signature names, else the key's own. Throws `algorithm_mismatch`
 * when the key is of another type, `algorithm_unsupported` when the policy does not take it, `key_unacceptable` for
 * an RSA key too short or too long.
 */
export function algorithmFor(
  named: SignatureAlgorithm | undefined,
  key: PublicKey,
  policy: ResolvedPolicy,
): SignatureAlgorithm {
  const { type, bits } = key;
  const algorithm = named ?? DEFAULT_ALGORITHM[type];
  // Both sides of a shared secret can sign, so nobody takes it without having meant to.
  const isTaken = policy.algorithms?.includes(algorithm) ?? algorithm !== "hmac-sha256";
  if (!isTaken) throw algorithmUnsupported(algorithm);
  if (!doesAlgorithm(type, algorithm)) {
    throw new SignatureError("algorithm_mismatch", `A key of type ${type} does not do ${algorithm}`, {
      algorithm,
      actual: type,
    });
  }
  if (type === "rsa" && (bits < policy.minimumRsaBits || bits > policy.maximumRsaBits)) {
    throw new SignatureError("key_unacceptable", `RSA key of ${bits} bits`, {
      expected: `${policy.minimumRsaBits} to ${policy.maximumRsaBits}`,
      actual: String(bits),
    });
  }
  return algorithm;
}
