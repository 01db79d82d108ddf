// Requests for what a host says of itself at a well-known path (RFC 8615), without making them.

import { tryHost } from "./host.ts";
import { refuse } from "./refusal.ts";
import type { LookupOptions, LookupRequest } from "./lookup.ts";

/** Throws `host_malformed`. */
export function wellKnownRequest(
  host: string,
  name: string,
  accept: string,
  scheme: LookupOptions["scheme"] = "https",
): LookupRequest {
  const canonical = tryHost(host, scheme);
  if (canonical === undefined) refuse("host_malformed", host);
  return { method: "GET", url: `${scheme}://${canonical}/.well-known/${name}`, headers: { accept } };
}
