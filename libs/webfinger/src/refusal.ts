// How a text is refused.

import { WebFingerError, type WebFingerErrorCode, type WebFingerErrorContext } from "./error.ts";
import { textOf } from "./json.ts";

/** Refuses a text, which goes into the context with what more there is to say; what is no text is not told. */
export function refuse(code: WebFingerErrorCode, actual: unknown, more?: WebFingerErrorContext): never {
  throw new WebFingerError(code, { ...more, actual: textOf(actual).slice(0, 300) });
}
