/** Proof Key for Code Exchange (RFC 7636), and the random texts of an authorisation request. */

import { SessionError } from "../../ports/session.ts";

/** RFC 4648 section 5, without padding. */
function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** 256 random bits: a `code_verifier` (RFC 7636 section 4.1) or a `state`. */
export function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The `code_challenge` of method S256. @throws {SessionError} `insecure_context` */
export async function challengeOf(verifier: string): Promise<string> {
  if (!isSecureContext) {
    throw new SessionError("insecure_context", "Browsers sign in over https or on localhost only.");
  }
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}
