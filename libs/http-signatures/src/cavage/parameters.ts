// The parameters of the Signature header of draft-cavage-12 (section 4.1): comma-separated `name="value"` or `name=number`.

import { SignatureError, type SignatureErrorCode } from "../error.ts";
import { trimSpace } from "../field.ts";
import { checkLimit, MAX_FIELD_LENGTH, MAX_PARAMETERS } from "../limits.ts";

/** A token, as names of fields are. */
const NAME = /^[!#-'*+.^-`|~0-9a-z-]+$/i;

/** Takes one parameter: its name, and where its value begins and ends in the header. */
type TakeParameter = (name: string, start: number, end: number) => void;

/**
 * Reads the parameters of a header in this syntax; Collection-Synchronization has it too. Values are given by their
 * place, so that a long one is read where it stands. Throws `code` and `signature_too_large`.
 */
export function readCavageParameters(text: string, code: SignatureErrorCode, take: TakeParameter): void {
  checkLimit(text.length, MAX_FIELD_LENGTH, "characters in a header");
  // Of escapes, which not every reader knows, there are none.
  const escape = text.indexOf("\\");
  if (escape !== -1) throw malformed(code, escape);
  const names: string[] = [];
  let at = skipSpace(text, 0);
  // After a comma there must be another parameter, which an end is not.
  for (let more = at < text.length; more;) {
    const equals = text.indexOf("=", at);
    const name = trimSpace(text.slice(at, equals));
    if (equals === -1 || !NAME.test(name) || names.includes(name)) throw malformed(code, at);
    at = skipSpace(text, equals + 1);
    let start = at;
    const isQuoted = text.charCodeAt(at) === 0x22;
    if (isQuoted) at = text.indexOf('"', ++start);
    else while (isNumberPart(text.charCodeAt(at))) at++;
    // No end of the quotes, or nothing at all.
    if (at < start || (at === start && !isQuoted)) throw malformed(code, at);
    take(name, start, at);
    names.push(name);
    checkLimit(names.length, MAX_PARAMETERS, "parameters in a header");
    at = skipSpace(text, isQuoted ? at + 1 : at);
    more = text.charCodeAt(at) === 0x2c;
    if (more) at = skipSpace(text, at + 1);
  }
  if (at < text.length) throw malformed(code, at);
}

function malformed(code: SignatureErrorCode, at: number): SignatureError {
  return new SignatureError(code, `No list of parameters at character ${at}`);
}

/** A digit or the point of a fraction. */
function isNumberPart(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

function skipSpace(text: string, at: number): number {
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}
