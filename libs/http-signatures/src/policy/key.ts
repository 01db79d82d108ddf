// Which algorithm a key verifies, and whether the key is strong enough and not too costly.

import { defaultAlgorithm, isSignatureAlgorithm, keyTypeOf, type SignatureAlgorithm } from "../algorithm.ts";
import type { PublicKey } from "../crypto-port.ts";
import { SignatureError } from "../error.ts";
import type { ParsedSignature } from "../parse-signature.ts";
import type { ResolvedPolicy } from "./policy.ts";

/**
 * The algorithm that the signature names, or undefined when the key decides. Throws `algorithm_unsupported`
 * before any key is fetched or imported.
 */
export function namedAlgorithm(signature: ParsedSignature): SignatureAlgorithm | undefined {
  const { algorithm, scheme } = signature;
  if (algorithm === undefined) return undefined;
  if (scheme === "cavage") {
    if (algorithm === "rsa-sha256") return "rsa-v1_5-sha256";
    if (algorithm === "hs2019") return undefined;
  } else if (isSignatureAlgorithm(algorithm)) {
    return algorithm;
  }
  throw new SignatureError("algorithm_unsupported", "The signature's algorithm is not supported", {
    algorithm: algorithm.slice(0, 64),
  });
}

/**
 * The algorithm to verify with. Throws `algorithm_mismatch` when the key is of another type,
 * `algorithm_unsupported` when the policy does not take it, `key_unacceptable` for an RSA key too short or too long.
 */
export function algorithmFor(
  named: SignatureAlgorithm | undefined,
  key: PublicKey,
  policy: ResolvedPolicy,
): SignatureAlgorithm {
  const algorithm = named ?? defaultAlgorithm(key.type);
  if (keyTypeOf(algorithm) !== key.type) {
    throw new SignatureError("algorithm_mismatch", `A key of type ${key.type} does not do ${algorithm}`, {
      algorithm,
      actual: key.type,
    });
  }
  if (policy.algorithms !== undefined && !policy.algorithms.includes(algorithm)) {
    throw new SignatureError("algorithm_unsupported", `The policy does not take ${algorithm}`, { algorithm });
  }
  if (key.type === "rsa" && (key.bits < policy.minimumRsaBits || key.bits > policy.maximumRsaBits)) {
    throw new SignatureError("key_unacceptable", `An RSA key of ${key.bits} bits is not taken`, {
      expected: `${policy.minimumRsaBits} to ${policy.maximumRsaBits}`,
      actual: String(key.bits),
    });
  }
  return algorithm;
}
