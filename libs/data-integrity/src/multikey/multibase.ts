// Multibase with the one base that eddsa-jcs-2022 and FEP-521a allow: `z` and base58btc (Controlled Identifiers 1.0, section 2.4).

import { decodeBase58, encodeBase58 } from "./base58.ts";

/** `z` and the bytes in base58btc. */
export function encodeMultibase(bytes: Uint8Array): string {
  return `z${encodeBase58(bytes)}`;
}

/** The `length` bytes that `text` stands for; undefined for another base, another length, or no base58btc at all. */
export function decodeMultibase(text: string, length: number): Uint8Array | undefined {
  // A byte takes less than 1.4 digits, and at least one.
  if (!text.startsWith("z") || text.length - 1 > Math.ceil(length * 1.4)) return undefined;
  const bytes = decodeBase58(text.slice(1));
  return bytes?.length === length ? bytes : undefined;
}
