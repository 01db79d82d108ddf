// From the text that is signed to its bytes: visible ASCII in the expected number of lines, and nothing else.

import { SignatureError } from "./error.ts";

/**
 * The bytes of a signing string or signature base (RFC 9421 section 2.5). Throws `component_malformed` when a
 * component's value is not ASCII, or holds a line break and would read as another component.
 */
export function encodeSignatureText(text: string, lines: number): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let breaks = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10) breaks++;
    else if ((code < 32 && code !== 9) || code > 126) throw malformed();
    bytes[index] = code;
  }
  if (breaks !== lines - 1) throw malformed();
  return bytes;
}

function malformed(): SignatureError {
  return new SignatureError(
    "component_malformed",
    "A covered component holds a control character or one outside ASCII",
  );
}
