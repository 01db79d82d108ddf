// acct: URIs (RFC 7565): "acct:" userpart "@" host, the userpart percent-encoded UTF-8.

import { tryCanonicalHost } from "@mastic/validation";
import { WebFingerError } from "./error.ts";

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
  if (uri.slice(0, 5).toLowerCase() !== "acct:") throw malformed(uri);
  return parseAddress(uri.slice(5), uri);
}

/** Parses an account as people and servers write it: `acct:alice@example.com`, `@alice@example.com`, `alice@example.com`. Throws `acct_malformed`. */
export function parseAccount(text: string): Acct {
  if (text.slice(0, 5).toLowerCase() === "acct:") return parseAcct(text);
  return parseAddress(text.startsWith("@") ? text.slice(1) : text, text);
}

/** Writes the URI; everything but unreserved characters and sub-delims of the userpart is percent-encoded. */
export function formatAcct(acct: Acct): string {
  // encodeURIComponent leaves !'()* alone, and all of these are sub-delims; the rest of sub-delims go back.
  const user = encodeURIComponent(acct.user)
    .replaceAll("%24", "$")
    .replaceAll("%26", "&")
    .replaceAll("%2B", "+")
    .replaceAll("%2C", ",")
    .replaceAll("%3B", ";")
    .replaceAll("%3D", "=");
  return `acct:${user}@${acct.host}`;
}

/** Whether both name one account: hosts are canonical already, users are compared without regard to case, as the Fediverse does. */
export function isSameAcct(left: Acct, right: Acct): boolean {
  return left.host === right.host && fold(left.user) === fold(right.user);
}

function fold(user: string): string {
  return user.normalize("NFC").toLowerCase();
}

function parseAddress(address: string, whole: string): Acct {
  if (whole.length > MAX_ACCT_LENGTH) throw malformed(whole);
  const at = address.lastIndexOf("@");
  const host = at < 1 ? undefined : tryCanonicalHost(address.slice(at + 1));
  const user = at < 1 ? undefined : decodeUser(address.slice(0, at));
  if (host === undefined || user === undefined) throw malformed(whole);
  return { user, host };
}

/** The decoded userpart, or undefined when it is not UTF-8 or holds what no user name does: space, control, "@", "/", "?", "#". */
function decodeUser(userpart: string): string | undefined {
  let user: string;
  try {
    user = decodeURIComponent(userpart);
  } catch {
    return undefined;
  }
  for (let index = 0; index < user.length; index++) {
    const code = user.charCodeAt(index);
    if (code <= 32 || (code >= 127 && code <= 160) || '@/?#<>"\\'.includes(user.charAt(index)))
      return undefined;
  }
  // A lone surrogate has no UTF-8, and would not survive being written.
  return /\p{Surrogate}/u.test(user) ? undefined : user;
}

function malformed(text: string): WebFingerError {
  return new WebFingerError("acct_malformed", "Not an account of the form acct:user@host", {
    actual: text.slice(0, 300),
  });
}
