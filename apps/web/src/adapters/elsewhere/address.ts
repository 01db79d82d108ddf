/** What people write when they are asked for a server: its name, an account there, or any of its URLs. */

export interface ServerAddress {
  /** With a port where it is not the scheme's; internationalised names in their ASCII form. */
  readonly host: string;
  /** The account's name, where an account was written. */
  readonly user: string | undefined;
}

const ACCOUNT = /^@?([^@\s/]+)@([^@\s/]+)$/;
const PROFILE = /^\/@([^/@]+)/;
/** Longer than any name of a host (RFC 1035 section 2.3.4). */
const LONGEST = 300;

/** @returns undefined for what names no server that a browser could sign in to */
export function readAddress(written: string): ServerAddress | undefined {
  const text = written.trim();
  if (text === "" || text.length > LONGEST) return undefined;
  const account = ACCOUNT.exec(text);
  if (account !== null) return at(`https://${account[2] ?? ""}`, account[1]);
  return at(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
}

function at(text: string, user?: string): ServerAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.username !== "" || url.password !== "") return undefined;
  // A word alone is no server, but for those on this very device.
  if (!url.hostname.includes(".") && !isLoopback(url.host)) return undefined;
  return { host: url.host, user: user ?? PROFILE.exec(url.pathname)?.[1] };
}

/** Whether a host is this very device, which browsers trust without TLS (Secure Contexts section 3.1). */
function isLoopback(host: string): boolean {
  return /^(?:(?:[^:]+\.)?localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host);
}

/** Tokens go over TLS, or do not leave this device. */
export function originOf(host: string): string {
  return `${isLoopback(host) ? "http" : "https"}://${host}`;
}

/** @returns whether a URL may be asked: of the web, and safe on its way @param kind `http` or `ws`, each with its `s` */
export function isSafe(text: string, kind: "http" | "ws"): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  return protocol === `${kind}s:` || (protocol === `${kind}:` && isLoopback(host));
}

/** @returns whether a URL is of this origin */
export function isAt(text: string, origin: string): boolean {
  return URL.canParse(text) && new URL(text).origin === origin;
}
