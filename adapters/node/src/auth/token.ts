/** Access tokens, authorisation codes and invitations: random texts, of which only a hash is stored (RFC 6749 section 10.10). */

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A new token: 256 bits, in base64url (43 characters). */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored in place of a token: its SHA-256 in hexadecimal. A random token needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSameSecret(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}
