/**
 * The engine's own Candid encoder, which takes values in Candid's text form: a loop of JavaScript over the same bytes
 * costs fifty times as much.
 */

import { ic } from "./system.ts";

/** `DIDL`, and that there are no types: what primitive values stand behind. */
const TYPELESS = 5;
const SHORT = 200;

/** A text in Candid's text form. */
export function textLiteral(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  // Short ones are searched for less than what replacing takes.
  if (text.length < SHORT && !text.includes('"') && !text.includes("\\") && !text.includes("\0"))
    return `"${wellFormed}"`;
  return `"${wellFormed.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\0", "\\00")}"`;
}

/**
 * @param values of primitive types, in Candid's text form, with a comma behind each
 * @returns their encodings one behind the other
 */
export function encodePrimitives(values: string): Uint8Array {
  const bytes = ic.candidEncode(`(${values})`);
  let at = TYPELESS;
  let count = 0;
  for (let shift = 0, byte = 0x80; byte > 0x7f; shift += 7) {
    byte = bytes[at] ?? 0;
    count += (byte & 0x7f) << shift;
    at += 1;
  }
  // One byte names the type of each.
  return bytes.subarray(at + count);
}
