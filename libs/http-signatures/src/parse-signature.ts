// Finding the signature of a request, before its key is known: RFC 9421 when Signature-Input is there, else draft-cavage-12.

import { parseCavageSignature } from "./cavage/parse.ts";
import type { CavageSignature } from "./cavage/signature.ts";
import { SignatureError } from "./error.ts";
import { headerOf, type HttpRequest } from "./request.ts";
import { parseRfc9421Signatures, type SignatureChoice } from "./rfc9421/parse.ts";
import type { Rfc9421Signature } from "./rfc9421/signature.ts";

/** A signature as read, nothing of it verified yet. */
export type ParsedSignature = CavageSignature | Rfc9421Signature;

/**
 * Reads the signature of a request, so that the key that it names can be fetched; the first that fits `choice` and can
 * be read where there are several. Also reads `Authorization: Signature ...` (draft-cavage-12 section 3). Throws
 * `signature_missing`, `signature_malformed` (no key id included), `signature_too_large`, `component_unsupported`.
 */
export function parseSignature(request: HttpRequest, choice: SignatureChoice = {}): ParsedSignature {
  if (
    headerOf(request, "signature-input") === undefined &&
    choice.label === undefined &&
    choice.tag === undefined
  ) {
    return parseCavageSignature(request);
  }
  const [found] = parseRfc9421Signatures(request, choice);
  if (found === undefined) {
    throw new SignatureError("signature_missing", "The request carries no signature");
  }
  return found;
}
