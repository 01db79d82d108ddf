// Whether a signature holds, by whichever scheme the public key names (interface specification,
// "Signatures").
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { verifyCanisterSignature } from "./canister-signature.ts";
import { parseSubjectPublicKeyInfo } from "./subject-public-key-info.ts";
import { verifyWebAuthn } from "./web-authn.ts";

/** What is signed, and by whom. */
export interface Signed {
  /** The domain separator and the message. */
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** DER. */
  readonly publicKey: Uint8Array;
  /** The key under which certificates in canister signatures must hold. */
  readonly rootKey: Uint8Array;
}

type Scheme = (key: Uint8Array, signed: Signed) => boolean;

// Either half of the curve's order is accepted for s, as by the replica.
const ecdsa = { lowS: false, prehash: true, format: "compact" } as const;

/** By the content of the AlgorithmIdentifier. */
const schemes: Readonly<Record<string, Scheme>> = {
  // 1.3.101.112 (RFC 8410)
  "06032b6570": (key, { payload, signature }) => ed25519.verify(signature, payload, key),
  // 1.2.840.10045.2.1, 1.2.840.10045.3.1.7 (RFC 5480)
  "06072a8648ce3d020106082a8648ce3d030107": (key, { payload, signature }) =>
    p256.verify(signature, payload, key, ecdsa),
  // 1.2.840.10045.2.1, 1.3.132.0.10
  "06072a8648ce3d020106052b8104000a": (key, { payload, signature }) =>
    secp256k1.verify(signature, payload, key, ecdsa),
  // 1.3.6.1.4.1.56387.1.1
  "060a2b0601040183b8430101": verifyWebAuthn,
  // 1.3.6.1.4.1.56387.1.2
  "060a2b0601040183b8430102": verifyCanisterSignature,
};

/** Whether the signature is valid; false also for keys and signatures that are malformed. */
export function verifySignature(signed: Signed): boolean {
  const info = parseSubjectPublicKeyInfo(signed.publicKey);
  const scheme = info && schemes[info.algorithm];
  if (!scheme) return false;
  try {
    return scheme(info.key, signed);
  } catch {
    // Bytes that are no point, no scalar, no CBOR, no JSON.
    return false;
  }
}
