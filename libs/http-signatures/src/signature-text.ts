// From the text that is signed to its bytes: visible ASCII in the expected number of lines, and nothing else.

import { allocate } from "./bytes.ts";
import { SignatureError } from "./error.ts";

/**
 * The bytes of a signing string or signature base (RFC 9421 section 2.5). Throws `component_malformed` when a
 * component's value is not ASCII, or holds a line break and would read as another component.
 */
export function encodeSignatureText(text: string, lines: number): Uint8Array {
  const bytes = allocate(text.length);
  let breaks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code > 126) {
      if (code === 10) breaks++;
      else if (code !== 9) breaks = lines;
    }
    bytes[at] = code;
  }
  if (breaks === lines - 1) return bytes;
  throw new SignatureError(
    "component_malformed",
    "A covered component holds a control character or one outside ASCII",
  );
}
