// Public keys in DER: SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), as the interface specification uses it
// in "Signatures".
//
//   SEQUENCE { SEQUENCE { OBJECT IDENTIFIER ... }, BIT STRING }
import { bytesToHex } from "@noble/hashes/utils.js";

/** A key, and by which algorithm it signs. */
export interface SubjectPublicKeyInfo {
  /** The content of the AlgorithmIdentifier, in lower-case hexadecimal. */
  readonly algorithm: string;
  readonly key: Uint8Array;
}

const sequence = 0x30;
const bitString = 0x03;

/** Reads a key; undefined for what is not exactly one SubjectPublicKeyInfo. */
export function parseSubjectPublicKeyInfo(der: Uint8Array): SubjectPublicKeyInfo | undefined {
  const whole = readElement(der, sequence);
  if (!whole || whole.rest.length > 0) return undefined;
  const algorithm = readElement(whole.content, sequence);
  const key = algorithm && readElement(algorithm.rest, bitString);
  // The first byte of a bit string counts the bits of its last byte that are not used.
  if (!key || key.rest.length > 0 || key.content[0] !== 0) return undefined;
  return { algorithm: bytesToHex(algorithm.content), key: key.content.subarray(1) };
}

interface Element {
  readonly content: Uint8Array;
  readonly rest: Uint8Array;
}

function readElement(der: Uint8Array, tag: number): Element | undefined {
  if (der[0] !== tag) return undefined;
  const short = der[1] ?? 0x80;
  const lengthBytes = short < 0x80 ? 0 : short - 0x80;
  if (short === 0x80 || lengthBytes > 2) return undefined;
  const start = 2 + lengthBytes;
  const length =
    lengthBytes === 0 ? short : der.subarray(2, start).reduce((value, byte) => value * 256 + byte, 0);
  const end = start + length;
  return end > der.length ? undefined : { content: der.subarray(start, end), rest: der.subarray(end) };
}
