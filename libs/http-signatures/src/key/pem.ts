// PEM, the textual encoding of keys (RFC 7468): one block, its label and its bytes.

import { decodeBase64, encodeBase64 } from "../base64.ts";
import { keyMalformed } from "./malformed.ts";

/** Longer than the PEM of any key that is taken (an RSA-16384 private key has 12,500 characters). */
const MAX_PEM_LENGTH = 16_384;

/** One PEM block. */
export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array;
}

/** Reads the one block in `text`; white space around it and inside its base64 does not matter. Throws `key_malformed`. */
export function parsePem(text: string): PemBlock {
  if (text.length > MAX_PEM_LENGTH) throw keyMalformed("longer than any key that is taken");
  const pem = text.trim();
  const opening = "-----BEGIN ";
  const labelEnd = pem.indexOf("-----", opening.length);
  if (!pem.startsWith(opening) || labelEnd === -1) throw keyMalformed("not PEM");
  const label = pem.slice(opening.length, labelEnd);
  const closing = `-----END ${label}-----`;
  if (!pem.endsWith(closing)) throw keyMalformed("no matching end of the PEM block");
  const base64 = pem.slice(labelEnd + 5, pem.length - closing.length).replace(/\s/g, "");
  const der = decodeBase64(base64);
  if (der === undefined || der.length === 0) throw keyMalformed("not base64 inside PEM");
  return { label, der };
}

/** Writes one block in lines of 64 characters. */
export function formatPem(label: string, der: Uint8Array): string {
  const base64 = encodeBase64(der);
  let text = `-----BEGIN ${label}-----\n`;
  for (let at = 0; at < base64.length; at += 64) text += `${base64.slice(at, at + 64)}\n`;
  return `${text}-----END ${label}-----\n`;
}
