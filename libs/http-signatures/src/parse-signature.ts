// Finding the signatures of a request, before its key is known: RFC 9421 when Signature-Input is there, else draft-cavage-12.

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
  const signature = headerOf(request, "signature");
  const input = headerOf(request, "signature-input");
  if (input !== undefined && signature !== undefined) {
    const found = parseRfc9421Signatures(input, signature).find(
      ({ label, tag }) =>
        (choice.label === undefined || label === choice.label) &&
        (choice.tag === undefined || tag === choice.tag),
    );
    if (found === undefined) throw missing();
    if (found.keyId === "") {
      throw new SignatureError("signature_malformed", "Signature-Input: keyid is missing");
    }
    return found;
  }
  if (choice.label !== undefined || choice.tag !== undefined) throw missing();
  const text = signature ?? authorization(request);
  if (text === undefined) throw missing();
  return parseCavageSignature(text);
}

function authorization(request: HttpRequest): string | undefined {
  const value = headerOf(request, "authorization");
  return value?.slice(0, 10).toLowerCase() === "signature " ? value.slice(10) : undefined;
}

function missing(): SignatureError {
  return new SignatureError("signature_missing", "The request carries no signature");
}
