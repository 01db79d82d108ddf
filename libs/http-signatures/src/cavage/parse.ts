// Reading the Signature header of draft-cavage-12 (section 4.1): comma-separated `name="value"` or `name=number`.

import { decodeBase64 } from "../base64.ts";
import { SignatureError } from "../error.ts";
import { checkLimit, MAX_COMPONENTS, MAX_FIELD_LENGTH, MAX_PARAMETERS } from "../limits.ts";
import { isFieldName, isFieldNamePart } from "../structured-field/character.ts";
import type { CavageSignature } from "./signature.ts";

const PSEUDO_COMPONENTS = ["(request-target)", "(created)", "(expires)"];

/**
 * Parses the value of a `Signature` header. Throws `signature_malformed`, `signature_too_large`, or
 * `component_unsupported` for a pseudo-component that the draft does not define.
 */
export function parseCavageSignature(text: string): CavageSignature {
  const parameters = parseParameters(text);
  const keyId = parameters.get("keyId");
  const signatureText = parameters.get("signature");
  const signature = signatureText === undefined ? undefined : decodeBase64(signatureText);
  if (keyId === undefined || keyId === "") throw malformed("keyId is missing");
  if (signature === undefined || signature.length === 0)
    throw malformed("signature is missing or not base64");
  const algorithm = parameters.get("algorithm")?.toLowerCase();
  const headers = parameters.get("headers");
  const components = headers === undefined ? defaultComponents(algorithm) : parseComponents(headers);
  const created = parseSeconds(parameters.get("created"), "created");
  const expires = parseSeconds(parameters.get("expires"), "expires");
  return {
    scheme: "cavage",
    keyId,
    algorithm,
    components,
    created,
    expires,
    nonce: undefined,
    signature,
  };
}

function parseParameters(text: string): Map<string, string> {
  checkLimit(text.length, MAX_FIELD_LENGTH, "characters in a Signature header");
  const parameters = new Map<string, string>();
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const nameStart = at;
    while (isFieldNamePart(text.charCodeAt(at))) at++;
    const name = text.slice(nameStart, at);
    at = skipSpace(text, at);
    if (name === "" || text.charAt(at) !== "=") throw malformed(`no parameter at character ${nameStart}`);
    at = skipSpace(text, at + 1);
    let value: string;
    if (text.charAt(at) === '"') {
      const end = text.indexOf('"', at + 1);
      value = end === -1 ? "" : text.slice(at + 1, end);
      if (end === -1 || value.includes("\\")) throw malformed(`${name} is not a plain quoted string`);
      at = end + 1;
    } else {
      const start = at;
      while (isNumberPart(text.charCodeAt(at))) at++;
      value = text.slice(start, at);
      if (value === "") throw malformed(`${name} has no value`);
    }
    if (parameters.has(name)) throw malformed(`${name} is there twice`);
    parameters.set(name, value);
    checkLimit(parameters.size, MAX_PARAMETERS, "parameters in a Signature header");
    at = skipSpace(text, at);
    if (at === text.length) break;
    if (text.charAt(at) !== ",") throw malformed(`no comma at character ${at}`);
    at = skipSpace(text, at + 1);
    if (at === text.length) throw malformed("ends with a comma");
  }
  return parameters;
}

function parseComponents(headers: string): readonly string[] {
  const names = headers.toLowerCase().split(" ");
  checkLimit(names.length, MAX_COMPONENTS, "covered components");
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? "";
    if (names.indexOf(name) !== index) throw malformed(`headers names ${name} twice`);
    if (name.startsWith("(") && !PSEUDO_COMPONENTS.includes(name)) {
      throw new SignatureError("component_unsupported", `Unknown component ${name}`, { component: name });
    }
    if (!name.startsWith("(") && !isFieldName(name)) throw malformed("headers is not a list of names");
  }
  return names;
}

/** Section 2.1.6 and appendix C.1: `(created)`, or `date` where the algorithm is of the older kind. */
function defaultComponents(algorithm: string | undefined): readonly string[] {
  return [algorithm === undefined || algorithm === "hs2019" ? "(created)" : "date"];
}

function parseSeconds(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (text.length > 20) throw malformed(`${name} is not a time`);
  for (let index = 0; index < text.length; index++) {
    if (!isNumberPart(text.charCodeAt(index))) throw malformed(`${name} is not a time`);
  }
  const seconds = Number(text);
  // `created` has no fractions (section 2.1.4).
  if (text === "" || !Number.isFinite(seconds) || (name === "created" && !Number.isInteger(seconds))) {
    throw malformed(`${name} is not a time`);
  }
  return seconds;
}

function isNumberPart(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

function skipSpace(text: string, at: number): number {
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

function malformed(reason: string): SignatureError {
  return new SignatureError("signature_malformed", `Signature header: ${reason}`);
}
