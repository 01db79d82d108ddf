// http and https URLs, as far as it matters here whose they are (RFC 3986 section 3).

import type { HttpScheme } from "@mastic/validation";
import { tryHost } from "./host.ts";

/** A URL taken apart. */
export interface SplitUrl {
  readonly uri: string;
  readonly scheme: HttpScheme;
  /** Canonical, with the port unless it is the default. */
  readonly host: string;
  /** All that follows, as it stands there. */
  readonly path: string;
}

/** Undefined for what is no URL; white space, controls, quotes, angle brackets and backslashes are in none. */
export function trySplitUrl(uri: string): SplitUrl | undefined {
  // At most 2,048 characters after the host. Without the flag "i", which takes U+017F for an "s" here. In the function, as
  // looking up Unicode's properties takes longer than an import should.
  const [, secure, authority = "", path = ""] =
    /^[hH][tT][tT][pP]([sS])?:\/\/([^/?#]*)([/?#][^\s\p{Cc}\p{Cs}"<>\\]{0,2047})?$/u.exec(uri) ?? [];
  const scheme = secure ? "https" : "http";
  const host = tryHost(authority, scheme);
  return host ? { uri, scheme, host, path } : undefined;
}
