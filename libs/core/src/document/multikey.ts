/** An Ed25519 public key as Multikey writes it: base58btc of the two bytes 0xed 0x01 and the key (FEP-521a; W3C Controlled Identifiers, section 2.2.2). */

import { parsePublicKey } from "@mastic/http-signatures";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const KEY_OCTETS = 32;

/** `publicKeyMultibase` of an Ed25519 key in PEM; `undefined` for a key of another kind. */
export function multibaseOf(publicKeyPem: string): string | undefined {
  const { type, spki } = parsePublicKey(publicKeyPem);
  if (type !== "ed25519") return undefined;
  return `z${base58(Uint8Array.of(0xed, 0x01, ...spki.subarray(-KEY_OCTETS)))}`;
}

function base58(bytes: Uint8Array): string {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  let text = "";
  for (; number > 0n; number /= 58n) text = `${ALPHABET[Number(number % 58n)] ?? ""}${text}`;
  return text;
}
