/**
 * Addresses of the media proxy: `/media_proxy/MAC/URL`, the remote URL in base64url (RFC 4648 section 5) behind a keyed
 * hash of it (HMAC-SHA-256, RFC 2104, its first 128 bits), so that nobody has the node fetch what it never showed.
 */

import { createHmac, timingSafeEqual } from "node:crypto";

export const MEDIA_PROXY_PATH = "/media_proxy";

/** RFC 2104 section 5: no fewer than half of the hash. */
const MAC_BYTES = 16;

export interface MediaAddresses {
  /** Where people's browsers get a file of another server: at this node. What is here already stays as it is. */
  readonly addressOf: (url: string) => string;
  /** The URL that an address was made of; `undefined` for what this node never made. */
  readonly urlOf: (mac: string, encoded: string) => string | undefined;
}

/** @param origin without a trailing slash */
export function mediaAddresses(key: Uint8Array, origin: string): MediaAddresses {
  const macOf = (encoded: string): Buffer =>
    createHmac("sha256", key).update(encoded).digest().subarray(0, MAC_BYTES);
  return {
    addressOf(url) {
      if (url.startsWith(`${origin}/`)) return url;
      const encoded = Buffer.from(url).toString("base64url");
      return `${origin}${MEDIA_PROXY_PATH}/${macOf(encoded).toString("base64url")}/${encoded}`;
    },
    urlOf(mac, encoded) {
      const claimed = Buffer.from(mac, "base64url");
      const isOurs = claimed.length === MAC_BYTES && timingSafeEqual(claimed, macOf(encoded));
      return isOurs ? Buffer.from(encoded, "base64url").toString() : undefined;
    },
  };
}
