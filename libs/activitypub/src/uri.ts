// What counts as an identifier and what as a link, by linear scans (RFC 3986 schemes; FEP-ef61 ids pass).

// All schemes but those that a browser executes or opens locally.
const IDENTIFIER =
  /^(?!(?:javascript|vbscript|data|blob|file|about|view-source|filesystem):)[a-z][a-z\d+.-]{0,31}:[^\0- "<>\\`\x7f-\xa0]+$/i;
const UNCLEAN = /[\0- "<>\\`\x7f-\xa0]/;
const WEB_URL = /^https?:\/\/(?!\/)[^\0- "<>\\`\x7f-\xa0]+$/i;

/** The scheme of a URI in lower case, or null when it has none. */
export function schemeOf(uri: string): string | null {
  return /^[a-z][a-z\d+.-]{0,31}(?=:)/i.exec(uri)?.[0].toLowerCase() ?? null;
}

/** True for an absolute URI without blanks or controls, of any scheme that no browser executes or opens locally. */
export function isIdentifier(uri: string): boolean {
  // Most are https, and looking for what may not be in them costs less than matching all of them.
  return uri.startsWith("https://") ? uri.length > 8 && !UNCLEAN.test(uri) : IDENTIFIER.test(uri);
}

/** True for an http or https URL with an authority: something that may be fetched or linked to. */
export function isWebUrl(uri: string): boolean {
  return uri.startsWith("https://")
    ? uri.length > 8 && uri.charCodeAt(8) !== 0x2f && !UNCLEAN.test(uri)
    : WEB_URL.test(uri);
}
