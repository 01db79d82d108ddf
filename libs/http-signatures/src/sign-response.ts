// Signing of a response, bound to the request that it answers (RFC 9421 sections 2.4 and 3.1).

import type { HttpResponse } from "./request.ts";
import { signRfc9421 } from "./rfc9421/sign.ts";
import type { Rfc9421SignOptions, SignatureHeaders } from "./sign-options.ts";

/**
 * Signs a response: `@status`, the content's digest, the wanted fields, and of `response.request` the method and
 * target. Gives `content-digest` where the response does not have it, `signature-input` and `signature`. Throws as
 * `signRequest`.
 */
export function signResponse(response: HttpResponse, options: Rfc9421SignOptions): Promise<SignatureHeaders> {
  return signRfc9421(response, options);
}
