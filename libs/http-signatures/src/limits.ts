// How much of a field is read before it is refused with `signature_too_large`.

import { SignatureError } from "./error.ts";

/** Characters of one `Signature`, `Signature-Input`, `Digest` or `Content-Digest` field. */
export const MAX_FIELD_LENGTH = 8192;

/** Components that one signature may cover. */
export const MAX_COMPONENTS = 32;

/** Parameters of one signature or component. */
export const MAX_PARAMETERS = 16;

/** Members of one structured dictionary: labels of signatures, algorithms of digests. */
export const MAX_MEMBERS = 8;

/** Throws `signature_too_large` when `count` is over `limit`. */
export function checkLimit(count: number, limit: number, what: string): void {
  if (count > limit) {
    throw new SignatureError("signature_too_large", `More than ${limit} ${what}`, { actual: String(count) });
  }
}
