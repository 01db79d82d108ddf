// Ed25519 keys in PEM, as crypto ports import them: SubjectPublicKeyInfo and PKCS#8 (RFC 8410 sections 4 and 7; RFC 7468).

import { IntegrityError } from "../error.ts";

const KEY_LENGTH = 32;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
// What comes before the key is always the same, and ends where a group of base64 does: in PKCS#8 all but the length.
const SPKI = "MCowBQYDK2VwAyEA";
const PKCS8 = "MC4CAQAwBQYDK2VwBCIE";
const PUBLIC_PEM =
  /^-----BEGIN PUBLIC KEY-----\r?\nMCowBQYDK2VwAyEA([A-Za-z0-9+/]{43}=)\r?\n-----END PUBLIC KEY-----\s?\s?$/;

/** The PEM of an Ed25519 public key of 32 bytes. Throws `options_invalid` for another length. */
export function publicKeyPem(publicKey: Uint8Array): string {
  return pem("PUBLIC KEY", SPKI, checked(publicKey));
}

/** The PEM of an Ed25519 private key: the seed of 32 bytes. Throws `options_invalid` for another length. */
export function privateKeyPem(seed: Uint8Array): string {
  return pem("PRIVATE KEY", PKCS8, [KEY_LENGTH, ...checked(seed)]);
}

/** The 32 bytes of an Ed25519 public key in PEM; undefined for anything else. */
export function publicKeyOfPem(text: string): Uint8Array | undefined {
  const base64 = text.length > 256 ? undefined : PUBLIC_PEM.exec(text)?.[1];
  if (base64 === undefined) return undefined;
  const bytes = new Uint8Array(KEY_LENGTH);
  let bits = 0;
  for (let index = 0, at = 0; at < KEY_LENGTH; index++) {
    bits = ((bits << 6) | ALPHABET.indexOf(base64.charAt(index))) & 0xffff;
    const left = (index * 6 + 6) % 8;
    if (left < 6) bytes[at++] = bits >> left;
  }
  return bytes;
}

function checked(key: Uint8Array): Uint8Array {
  if (key.length === KEY_LENGTH) return key;
  throw new IntegrityError("options_invalid", "An Ed25519 key has 32 bytes");
}

function pem(label: string, prefix: string, bytes: ArrayLike<number>): string {
  let text = prefix;
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += letter(group >> 18) + letter(group >> 12) + letter(group >> 6) + letter(group);
  }
  // 32 bytes leave one place to fill; 33 bytes none.
  const filled = bytes.length % 3 === 2 ? `${text.slice(0, -1)}=` : text;
  return `-----BEGIN ${label}-----\n${filled}\n-----END ${label}-----\n`;
}

function letter(value: number): string {
  return ALPHABET.charAt(value & 63);
}
