// Signing of a request in either scheme: gives the headers to add (draft-cavage-12 section 2.4, RFC 9421 section 3.1).

import { signCavage } from "./cavage/sign.ts";
import type { HttpRequest } from "./request.ts";
import { signRfc9421 } from "./rfc9421/sign.ts";
import type { CavageSignOptions, Rfc9421SignOptions, SignatureHeaders } from "./sign-options.ts";

/** How to sign a request. */
export interface SignOptions extends CavageSignOptions, Rfc9421SignOptions {
  /** `cavage` unless said, which every server in use reads. */
  readonly scheme?: "cavage" | "rfc9421";
}

/**
 * Signs a request. Gives `host`, `date` and `digest` or `content-digest` where the request does not have them,
 * and `signature` (with `signature-input` for RFC 9421, both beside the signatures that the request has already); the
 * request must be sent with exactly these. Throws `request_malformed`, `algorithm_mismatch`, `key_malformed`,
 * `component_absent`, `component_malformed`, `component_unsupported`.
 */
export function signRequest(request: HttpRequest, options: SignOptions): Promise<SignatureHeaders> {
  return options.scheme === "rfc9421" ? signRfc9421(request, options) : signCavage(request, options);
}
