/** An Ed25519 public key in PEM as Multikey writes it (FEP-521a). */

import { encodeMultikey } from "@mastic/data-integrity";
import { parsePublicKey } from "@mastic/http-signatures/keys";

const KEY_OCTETS = 32;

/** `publicKeyMultibase` of an Ed25519 key in PEM; `undefined` for a key of another kind. */
export function multibaseOf(publicKeyPem: string): string | undefined {
  const { type, spki } = parsePublicKey(publicKeyPem);
  return type === "ed25519" ? encodeMultikey(spki.subarray(-KEY_OCTETS)) : undefined;
}
