// From the text that is signed to its bytes: visible ASCII in the expected number of lines, and nothing else.

import { allocate } from "./bytes.ts";
import { SignatureError } from "./error.ts";

declare const TextEncoder: new () => { encodeInto(text: string, bytes: Uint8Array): unknown };

const encoder = new TextEncoder();

/** Anchored, which is twice as fast as to look for what is outside. */
const TEXT = /^[\t -~]*(?:\n[\t -~]*)*$/;

/**
 * The bytes of a signing string or signature base (RFC 9421 section 2.5). Throws `component_malformed` when a
 * component's value is not ASCII, or holds a line break and would read as another component.
 */
export function encodeSignatureText(text: string, lines: number): Uint8Array {
  let breaks = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) breaks++;
  if (breaks === lines - 1 && TEXT.test(text)) {
    const bytes = allocate(text.length);
    encoder.encodeInto(text, bytes);
    return bytes;
  }
  throw new SignatureError(
    "component_malformed",
    "A covered component holds a control character or one outside ASCII",
  );
}
