// Finding the signature of a request, before its key is known: RFC 9421 when Signature-Input is there, else draft-cavage-12.

import { parseCavageSignature } from "./cavage/parse.ts";
import type { CavageSignature } from "./cavage/signature.ts";
import { SignatureError } from "./error.ts";
import { headerOf, type HttpRequest } from "./request.ts";
import { parseRfc9421Signatures } from "./rfc9421/parse.ts";
import type { Rfc9421Signature } from "./rfc9421/signature.ts";

/** A signature as read, nothing of it verified yet. */
export type ParsedSignature = CavageSignature | Rfc9421Signature;

/** Which signature to take where a request carries several. */
export interface SignatureChoice {
  /** Only the signature with this label (RFC 9421). */
  readonly label?: string;
  /** Only signatures for this application (RFC 9421 section 2.3, `tag`). */
  readonly tag?: string;
}

/**
 * Reads the signature of a request, so that the key that it names can be fetched; the first that fits `choice`
 * where there are several. Also reads `Authorization: Signature ...` (draft-cavage-12 section 3). Throws
 * `signature_missing`, `signature_malformed` (no key id included), `signature_too_large`, `component_unsupported`.
 */
export function parseSignature(request: HttpRequest, choice: SignatureChoice = {}): ParsedSignature {
  const { label, tag } = choice;
  if (headerOf(request, "signature-input") === undefined || headerOf(request, "signature") === undefined) {
    if (label === undefined && tag === undefined) return parseCavageSignature(request);
    throw missing();
  }
  const found = parseRfc9421Signatures(request).find(
    (signature) =>
      (label === undefined || signature.label === label) && (tag === undefined || signature.tag === tag),
  );
  if (found === undefined) throw missing();
  if (found.keyId === "")
    throw new SignatureError("signature_malformed", "Signature-Input: keyid is missing");
  return found;
}

function missing(): SignatureError {
  return new SignatureError("signature_missing", "The request carries no such signature");
}
