// Reading the signature of a request under draft-cavage-12 (sections 2.1, 3 and 4), before its key is known.

import { decodeBase64 } from "../base64.ts";
import { allocate } from "../bytes.ts";
import { SignatureError } from "../error.ts";
import { checkLimit, MAX_COMPONENTS } from "../limits.ts";
import { headerOf, type HttpRequest } from "../request.ts";
import { isFieldName } from "../structured-field/character.ts";
import { parseCavageParameters } from "./parameters.ts";
import type { CavageSignature } from "./signature.ts";

/** The pseudo-components, and the fields that are signed nearly always. */
const COMPONENTS = ["(request-target)", "host", "date", "digest", "content-type", "(created)", "(expires)"];

/**
 * Reads the `Signature` header, or `Authorization: Signature ...`, so that the key that it names can be fetched.
 * Throws `signature_missing`, `signature_malformed`, `signature_too_large`, or `component_unsupported` for a
 * pseudo-component that the draft does not define.
 */
export function parseCavageSignature(request: HttpRequest): CavageSignature {
  const text = headerOf(request, "signature") ?? authorization(request);
  if (text === undefined) {
    throw new SignatureError("signature_missing", "The request carries no signature");
  }
  const parameters = parseCavageParameters(text, "signature_malformed");
  const keyId = parameters.get("keyId");
  const signature = decodeBase64(parameters.get("signature") ?? "", allocate);
  if (keyId === undefined || keyId === "") throw malformed("no keyId");
  if (signature === undefined || signature.length === 0) throw malformed("no signature in base64");
  const algorithm = parameters.get("algorithm")?.toLowerCase();
  const headers = parameters.get("headers");
  const created = parseSeconds(parameters.get("created"));
  // `created` has no fractions (section 2.1.4).
  if (created !== undefined && !Number.isInteger(created)) throw notATime();
  return {
    scheme: "cavage",
    keyId,
    algorithm,
    components: headers === undefined ? defaultComponents(algorithm) : parseComponents(headers),
    created,
    expires: parseSeconds(parameters.get("expires")),
    expiresText: parameters.get("expires"),
    nonce: undefined,
    signature,
  };
}

function authorization(request: HttpRequest): string | undefined {
  const value = headerOf(request, "authorization");
  return value?.slice(0, 10).toLowerCase() === "signature " ? value.slice(10) : undefined;
}

function parseComponents(headers: string): readonly string[] {
  const names = headers.toLowerCase().split(" ");
  checkLimit(names.length, MAX_COMPONENTS, "covered components");
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? "";
    if (names.indexOf(name) !== index) throw malformed(`headers names ${name} twice`);
    const known = COMPONENTS[COMPONENTS.indexOf(name)];
    // A name that is a constant is found in records without being hashed first.
    if (known !== undefined) names[index] = known;
    else if (name.startsWith("(")) {
      throw new SignatureError("component_unsupported", `Unknown component ${name}`, { component: name });
    } else if (!isFieldName(name)) throw malformed("headers is no list of names");
  }
  return names;
}

/** Section 2.1.6 and appendix C.1: `(created)`, or `date` where the algorithm is of the older kind. */
function defaultComponents(algorithm: string | undefined): readonly string[] {
  return [algorithm === undefined || algorithm === "hs2019" ? "(created)" : "date"];
}

function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,16}(?:\.\d{0,6})?$/.test(text)) throw notATime();
  return Number(text);
}

function notATime(): SignatureError {
  return malformed("created or expires is not a time");
}

function malformed(reason: string): SignatureError {
  return new SignatureError("signature_malformed", `Signature header: ${reason}`);
}
