// acct: URIs (RFC 7565): "acct:" userpart "@" host, the userpart percent-encoded UTF-8.

import { tryCanonicalHost } from "@mastic/validation";
import { refusal } from "./refusal.ts";
import { tryDecode } from "./percent-decoding.ts";

/** An account at a host. */
export interface Acct {
  /** Decoded, in the case in which it was written. */
  readonly user: string;
  /** Canonical, as `canonicalHost` of @mastic/validation gives it. */
  readonly host: string;
}

const MAX_ACCT_LENGTH = 1024;

/**
 * Parses `acct:alice@example.com`. The host is what follows the last `@`, the userpart may be percent-encoded.
 * Throws `acct_malformed`.
 */
export function parseAcct(uri: string): Acct {
  const at = uri.lastIndexOf("@");
  if (uri.length <= MAX_ACCT_LENGTH && /^acct:/i.test(uri) && at > 5) {
    const host = tryCanonicalHost(uri.slice(at + 1));
    const user = tryDecode(uri.slice(5, at));
    if (host !== undefined && user !== undefined && !NO_USER.test(user)) return { user, host };
  }
  throw refusal("acct_malformed", uri);
}

/** Parses an account as people and servers write it: `acct:alice@example.com`, `@alice@example.com`, `alice@example.com`. Throws `acct_malformed`. */
export function parseAccount(text: string): Acct {
  return parseAcct(`acct:${text.replace(/^(?:acct:|@)/i, "")}`);
}

/** Writes the URI; everything but unreserved characters and sub-delims of the userpart is percent-encoded. */
export function formatAcct(acct: Acct): string {
  // encodeURIComponent leaves !'()* alone, and all of these are sub-delims; the rest of sub-delims go back.
  const user = encodeURIComponent(acct.user).replace(/%(?:2[46BC]|3[BD])/g, decodeURIComponent);
  return `acct:${user}@${acct.host}`;
}

/** Whether both name one account: hosts are canonical already, users are compared without regard to case, as the Fediverse does. */
export function isSameAcct(left: Acct, right: Acct): boolean {
  return left.host === right.host && fold(left.user) === fold(right.user);
}

function fold(user: string): string {
  return user.normalize("NFC").toLowerCase();
}

// What no user name holds: space, control, "@", "/", "?", "#" and the like. A lone surrogate has no UTF-8.
const NO_USER = /[\0-\x20\x7f-\xa0@/?#<>"\\\ud800-\udfff]/u;
