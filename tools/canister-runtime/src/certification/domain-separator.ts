// What every hashed or signed message begins with (interface specification, "Signatures").
import { concatBytes } from "@noble/hashes/utils.js";

/** The length of the name in one byte, then the name: no separator is the beginning of another. */
export const domainSeparator = (name: string): Uint8Array =>
  concatBytes(Uint8Array.of(name.length), new TextEncoder().encode(name));
