// How a text is refused.

import { WebFingerError, type WebFingerErrorCode, type WebFingerErrorContext } from "./error.ts";

/** Refuses a text, which goes into the context with what more there is to say. */
export function refuse(code: WebFingerErrorCode, actual: string, more?: WebFingerErrorContext): never {
  throw new WebFingerError(code, { ...more, actual: actual.slice(0, 300) });
}
