// What counts as an identifier and what as a link, by linear scans (RFC 3986 schemes; FEP-ef61 ids pass).

// All schemes but those that a browser executes or opens locally; http and https with a host, and no user name before it.
const IDENTIFIER =
  /^(?!(?:(?:java|vb)script|data|blob|file|about|view-source|filesystem):|https?:(?!\/\/(?:\[[\da-f:.]+]|[^/?#:@[\]^|%]+)(?::\d*)?(?![^/?#])))[a-z][a-z\d+.-]{0,31}:[^\0- "<>\\`\x7f-\xa0]+$/i;
const WEB_URL = /^https?:/i;

/** The scheme of a URI in lower case, or null when it has none. */
export function schemeOf(uri: string): string | null {
  return /^[a-z][a-z\d+.-]{0,31}(?=:)/i.exec(uri)?.[0].toLowerCase() ?? null;
}

/** True for an absolute URI without blanks or controls, of any scheme that no browser executes or opens locally. If of http or https, it has a host, in which nothing stands that no host has, and no user name; that the name, number or port of the host can be is not looked at. */
export function isIdentifier(uri: string): boolean {
  return IDENTIFIER.test(uri);
}

/** True for an http or https URL with an authority: something that may be fetched or linked to. */
export function isWebUrl(uri: string): boolean {
  return WEB_URL.test(uri) && isIdentifier(uri);
}
