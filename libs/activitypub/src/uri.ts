// What counts as an identifier and what as a link, by linear scans (RFC 3986 schemes; FEP-ef61 ids pass).

// All schemes but those that a browser executes or opens locally; http and https with a host. What nearly all are comes first.
const IDENTIFIER =
  /^(?:https:\/\/(?=[a-z])|(?!(?:(?:java|vb)script|data|blob|file|about|view-source|filesystem):|https?:(?!\/\/[^/?#:]))[a-z][a-z\d+.-]{0,31}:)[^\0- "<>\\`\x7f-\xa0]+$/i;
const WEB_URL = /^https?:/i;

/** The scheme of a URI in lower case, or null when it has none. */
export function schemeOf(uri: string): string | null {
  return /^[a-z][a-z\d+.-]{0,31}(?=:)/i.exec(uri)?.[0].toLowerCase() ?? null;
}

/** True for an absolute URI without ASCII blanks or controls, of any scheme that no browser executes or opens locally; with a host if of http or https. */
export function isIdentifier(uri: string): boolean {
  return IDENTIFIER.test(uri);
}

/** True for an http or https URL with an authority: something that may be fetched or linked to. */
export function isWebUrl(uri: string): boolean {
  return WEB_URL.test(uri) && isIdentifier(uri);
}
