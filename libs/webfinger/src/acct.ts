// acct: URIs (RFC 7565): "acct:" userpart "@" host, the userpart percent-encoded UTF-8.

import { tryHost } from "./host.ts";
import { refuse } from "./refusal.ts";
import { recode } from "./percent-encoding.ts";

/** An account at a host. */
export interface Acct {
  /** Decoded, in the case in which it was written. */
  readonly user: string;
  /** Canonical, as `canonicalHost` of @mastic/validation gives it. */
  readonly host: string;
}

/** Parses `acct:alice@example.com`; the userpart may be percent-encoded. Throws `acct_malformed`. */
export function parseAcct(uri: string): Acct {
  const [, encoded = "", authority = ""] = /^acct:([^@]*)@(.*)$/i.exec(uri) ?? [];
  const host = tryHost(authority);
  const user = recode(decodeURIComponent, encoded, "acct_malformed");
  // No white space, no controls, nothing that ends a path or a tag. A lone surrogate has no UTF-8.
  return host && /^[^\s\p{Cc}\p{Cs}"<>\\@/?#]{1,1024}$/u.test(user)
    ? { user, host }
    : refuse("acct_malformed", uri);
}

/** Parses an account as people and servers write it: `acct:alice@example.com`, `@alice@example.com`, `alice@example.com`. Throws `acct_malformed`. */
export function parseAccount(text: string): Acct {
  return parseAcct(text.replace(/^(?:acct:|@)?/i, "acct:"));
}

/** The account, parsed already or as people write it. Throws `acct_malformed`. */
export function asAcct(account: string | Acct): Acct {
  return typeof account === "string" ? parseAccount(account) : account;
}

/** Writes the URI; everything but unreserved characters and sub-delims of the userpart is percent-encoded. Throws `acct_malformed` for half a character. */
export function formatAcct(acct: Acct): string {
  // encodeURIComponent leaves !'()* alone, and all of these are sub-delims; the rest of sub-delims go back.
  const user = recode(encodeURIComponent, acct.user, "acct_malformed");
  return `acct:${user.replace(/%(?:2[46BC]|3[BD])/g, decodeURIComponent)}@${acct.host}`;
}

/** Whether both name one account: hosts are canonical already, users are compared without regard to case, as the Fediverse does. */
export function isSameAcct(left: Acct, right: Acct): boolean {
  return fold(left) === fold(right);
}

function fold({ user, host }: Acct): string {
  // Lower-casing can make what composes: J with a caron has no capital in one character, j has.
  return `${user}@${host}`.toLowerCase().normalize("NFC");
}
