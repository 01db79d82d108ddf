// Text to percent-encoded UTF-8 and back (RFC 3986 section 2.1). A "+" stays one: it may stand in an account's name.

import type { WebFingerErrorCode } from "./error.ts";
import { refuse } from "./refusal.ts";

/**
 * What `code`, encodeURIComponent or decodeURIComponent, makes of the text. Throws `refusal` when it is not
 * percent-encoded UTF-8, or when half a character is to be encoded.
 */
export function recode(code: (text: string) => string, text: string, refusal: WebFingerErrorCode): string {
  try {
    return code(text);
  } catch {
    refuse(refusal, text);
  }
}
