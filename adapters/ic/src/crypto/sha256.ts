/** SHA-256 (FIPS 180-4), by native code: about 100 instructions a byte, where JavaScript takes 26,000. */

import { runNative, SHA256 } from "../engine/native.ts";

const BLOCK = 64;
const STATE = 8;
const CONSTANTS = 296;
const MESSAGE = 552;

/** The first 32 bits of the fractional parts of the square or cube roots of the first primes (FIPS 180-4, section 4.2.2). */
function fractions(count: number, root: (prime: number) => number): number[] {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate += 1) {
    let divisor = 2;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor += 1;
    if (divisor * divisor > candidate) words.push(Math.floor((root(candidate) % 1) * 2 ** 32));
  }
  return words;
}

/** What every hash starts with: the operation, the initial state, the constants. */
const beginning = beginOf();

function beginOf(): Uint8Array {
  const bytes = new Uint8Array(MESSAGE);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, SHA256, true);
  for (const [i, word] of fractions(8, Math.sqrt).entries()) view.setUint32(STATE + 4 * i, word, true);
  for (const [i, word] of fractions(64, Math.cbrt).entries()) view.setUint32(CONSTANTS + 4 * i, word, true);
  return bytes;
}

/** @returns 32 bytes */
export function sha256(data: Uint8Array): Uint8Array {
  const blocks = Math.ceil((data.length + 9) / BLOCK);
  const bytes = new Uint8Array(MESSAGE + blocks * BLOCK);
  const view = new DataView(bytes.buffer);
  bytes.set(beginning);
  bytes.set(data, MESSAGE);
  view.setUint32(4, blocks, true);
  view.setUint8(MESSAGE + data.length, 0x80);
  view.setBigUint64(bytes.length - 8, BigInt(data.length) * 8n);
  runNative(bytes);
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  for (let i = 0; i < 32; i += 4) out.setUint32(i, view.getUint32(STATE + i, true));
  return digest;
}
