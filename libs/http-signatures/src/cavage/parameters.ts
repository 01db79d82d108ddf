// The parameters of the Signature header of draft-cavage-12 (section 4.1): comma-separated `name="value"` or `name=number`.

import { SignatureError, type SignatureErrorCode } from "../error.ts";
import { checkLimit, MAX_FIELD_LENGTH, MAX_PARAMETERS } from "../limits.ts";
import { isFieldNamePart } from "../structured-field/character.ts";

/**
 * Reads the parameters of a header in this syntax; Collection-Synchronization has it too. Throws `code` and
 * `signature_too_large`.
 */
export function parseCavageParameters(text: string, code: SignatureErrorCode): Map<string, string> {
  checkLimit(text.length, MAX_FIELD_LENGTH, "characters in a header");
  const malformed = (reason: string): SignatureError => new SignatureError(code, `Parameters: ${reason}`);
  const parameters = new Map<string, string>();
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const nameStart = at;
    while (isFieldNamePart(text.charCodeAt(at))) at++;
    const name = text.slice(nameStart, at);
    at = skipSpace(text, at);
    if (name === "" || text.charCodeAt(at) !== 0x3d) throw malformed(`none at character ${nameStart}`);
    at = skipSpace(text, at + 1);
    let start = at;
    let end: number;
    if (text.charCodeAt(at) === 0x22) {
      start++;
      end = text.indexOf('"', start);
      at = end + 1;
    } else {
      while (isNumberPart(text.charCodeAt(at))) at++;
      end = at;
      if (start === end) throw malformed(`${name} has no value`);
    }
    const value = text.slice(start, end);
    if (end === -1 || value.includes("\\")) throw malformed(`${name} is not a plain quoted string`);
    if (parameters.has(name)) throw malformed(`${name} is there twice`);
    parameters.set(name, value);
    checkLimit(parameters.size, MAX_PARAMETERS, "parameters in a header");
    at = skipSpace(text, at);
    if (at === text.length) break;
    if (text.charCodeAt(at) !== 0x2c) throw malformed(`no comma at character ${at}`);
    at = skipSpace(text, at + 1);
    if (at === text.length) throw malformed("ends with a comma");
  }
  return parameters;
}

/** A digit or the point of a fraction. */
function isNumberPart(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

function skipSpace(text: string, at: number): number {
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}
