// What counts as an identifier and what as a link, by linear scans (RFC 3986 schemes; FEP-ef61 ids pass).

const EXECUTABLE = new Set([
  "javascript",
  "vbscript",
  "data",
  "blob",
  "file",
  "about",
  "view-source",
  "filesystem",
]);

/** The scheme of a URI in lower case, or null when it has none. */
export function schemeOf(uri: string): string | null {
  for (let i = 0; i < uri.length && i <= 32; i++) {
    const unit = uri.charCodeAt(i);
    if (unit === 0x3a) return i === 0 ? null : uri.slice(0, i).toLowerCase();
    const letter = (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
    const other = (unit >= 0x30 && unit <= 0x39) || unit === 0x2b || unit === 0x2d || unit === 0x2e;
    if (!letter && (i === 0 || !other)) return null;
  }
  return null;
}

/** True for an absolute URI without blanks or controls, of any scheme that no browser executes or opens locally. */
export function isIdentifier(uri: string): boolean {
  const scheme = schemeOf(uri);
  return scheme !== null && !EXECUTABLE.has(scheme) && uri.length > scheme.length + 1 && isClean(uri);
}

/** True for an http or https URL with an authority: something that may be fetched or linked to. */
export function isWebUrl(uri: string): boolean {
  const scheme = schemeOf(uri);
  if (scheme !== "https" && scheme !== "http") return false;
  const start = scheme.length + 3;
  return uri.startsWith("://", scheme.length) && start < uri.length && uri[start] !== "/" && isClean(uri);
}

function isClean(uri: string): boolean {
  for (let i = 0; i < uri.length; i++) {
    const unit = uri.charCodeAt(i);
    if (unit <= 0x20 || (unit >= 0x7f && unit <= 0xa0)) return false;
    if (unit === 0x22 || unit === 0x3c || unit === 0x3e || unit === 0x5c || unit === 0x60) return false;
  }
  return true;
}
