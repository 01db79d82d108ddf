// What a proof signs: the digest of its options, then that of the document, both canonical (vc-di-eddsa, sections 3.3.3 to 3.3.5).

import type { CryptoPort } from "../crypto-port.ts";
import { canonicalize } from "../json/canonicalize.ts";
import type { JsonObject } from "../json/json.ts";

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();

/** SHA-256 of the canonical JSON. Throws `json_invalid`, `json_too_deep`, `json_too_large`. */
export async function digestOf(value: JsonObject, crypto: CryptoPort): Promise<Uint8Array> {
  return crypto.digest("sha-256", encoder.encode(canonicalize(value)));
}

/** The 64 bytes to sign. */
export function signedData(optionsDigest: Uint8Array, documentDigest: Uint8Array): Uint8Array {
  const data = new Uint8Array(optionsDigest.length + documentDigest.length);
  data.set(optionsDigest);
  data.set(documentDigest, optionsDigest.length);
  return data;
}
