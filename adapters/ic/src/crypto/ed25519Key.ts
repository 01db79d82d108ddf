/** Ed25519 keys that a canister holds itself, as PEM has them (RFC 8410). */

import { ed25519 } from "@noble/curves/ed25519.js";
import { SignatureError } from "@mastic/http-signatures";
import { formatPem } from "@mastic/http-signatures/keys";

/** SubjectPublicKeyInfo before the 32 bytes of the key (section 4), PKCS #8 before those of the seed (section 7). */
const SPKI = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);
const PKCS8 = Uint8Array.of(
  ...[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
);

export const ED25519_SEED_BYTES = 32;

/** @param seed 32 bytes of the network's randomness */
export function ed25519KeyOf(seed: Uint8Array): { publicKeyPem: string; privateKeyPem: string } {
  return {
    publicKeyPem: ed25519PublicPem(ed25519.getPublicKey(seed)),
    privateKeyPem: formatPem("PRIVATE KEY", joined(PKCS8, seed)),
  };
}

/** @throws {SignatureError} `key_malformed` */
export function readEd25519Seed(pkcs8: Uint8Array): Uint8Array {
  const isOurs =
    pkcs8.length === PKCS8.length + ED25519_SEED_BYTES && PKCS8.every((it, i) => pkcs8[i] === it);
  if (!isOurs) throw new SignatureError("key_malformed", "The Ed25519 key cannot be read.");
  return pkcs8.slice(PKCS8.length);
}

/** @param key its 32 bytes */
export function ed25519PublicPem(key: Uint8Array): string {
  return formatPem("PUBLIC KEY", joined(SPKI, key));
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
