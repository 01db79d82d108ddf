/** How old a signature or a proof may be (spec 03: HTTP Signatures). */

import type { Instance } from "../context.ts";

/** In seconds: 12 hours, as in Mastodon; the protocol libraries take no more. */
const MOST = 43_200;

/** As the instance is configured, in seconds. */
export function signatureMaxAgeSeconds({ limits }: Instance): number {
  return Math.min(limits.signatureMaxAgeMillis / 1000, MOST);
}
