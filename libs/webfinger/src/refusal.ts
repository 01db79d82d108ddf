// The error for a text that is refused.

import { WebFingerError, type WebFingerErrorCode } from "./error.ts";

/** A refusal of a text, which goes into the context. */
export function refusal(code: WebFingerErrorCode, actual: string): WebFingerError {
  return new WebFingerError(code, { actual: actual.slice(0, 300) });
}
