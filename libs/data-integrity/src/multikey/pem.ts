// Ed25519 keys in PEM, as crypto ports import them: SubjectPublicKeyInfo and PKCS#8 (RFC 8410 sections 4 and 7; RFC 7468).

import { IntegrityError } from "../error.ts";

const KEY_LENGTH = 32;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
// All that comes before the key is the same for each: id-Ed25519 is 1.3.101.112.
const SPKI = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);
const PKCS8 = Uint8Array.of(
  ...[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
);
const PUBLIC_PEM = /^-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/]{59}=)\r?\n-----END PUBLIC KEY-----\s?\s?$/;

/** The PEM of an Ed25519 public key of 32 bytes. Throws `options_invalid` for another length. */
export function publicKeyPem(publicKey: Uint8Array): string {
  return pem("PUBLIC KEY", SPKI, publicKey);
}

/** The PEM of an Ed25519 private key: the seed of 32 bytes. Throws `options_invalid` for another length. */
export function privateKeyPem(seed: Uint8Array): string {
  return pem("PRIVATE KEY", PKCS8, seed);
}

/** The 32 bytes of an Ed25519 public key in PEM; undefined for anything else. */
export function publicKeyOfPem(text: string): Uint8Array | undefined {
  const base64 = text.length > 256 ? undefined : PUBLIC_PEM.exec(text)?.[1];
  if (base64 === undefined) return undefined;
  const bytes = new Uint8Array(SPKI.length + KEY_LENGTH);
  let bits = 0;
  for (let index = 0, at = 0; at < bytes.length; index++) {
    bits = ((bits << 6) | ALPHABET.indexOf(base64.charAt(index))) & 0xffff;
    const left = (index * 6 + 6) % 8;
    if (left < 6) bytes[at++] = bits >> left;
  }
  return SPKI.every((byte, index) => bytes[index] === byte) ? bytes.subarray(SPKI.length) : undefined;
}

function pem(label: string, prefix: Uint8Array, key: Uint8Array): string {
  if (key.length !== KEY_LENGTH) throw new IntegrityError("options_invalid", "An Ed25519 key has 32 bytes");
  const bytes = Uint8Array.of(...prefix, ...key);
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const group = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    text += letter(group >> 18) + letter(group >> 12) + letter(group >> 6) + letter(group);
  }
  // 44 bytes leave one place to fill; 48 bytes none.
  const filled = bytes.length % 3 === 2 ? `${text.slice(0, -1)}=` : text;
  return `-----BEGIN ${label}-----\n${filled}\n-----END ${label}-----\n`;
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function letter(value: number): string {
  return ALPHABET.charAt(value & 63);
}
