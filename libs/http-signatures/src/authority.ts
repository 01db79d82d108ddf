// The authority of a target as it goes over the wire: ASCII, lower case, without the scheme's own port (RFC 9421 section 2.2.3).

/** A host name of A-labels, or an IPv6 address in brackets, with a port or without. */
const AUTHORITY = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::[1-9]\d{0,4})?$/;

/**
 * The normal form of a host with or without port; undefined when it is none. International names have to be
 * A-labels already, as they are in every Host header.
 */
export function canonicalAuthority(text: string, scheme: "https" | "http"): string | undefined {
  const authority = text.length > 262 ? "" : text.toLowerCase();
  if (!AUTHORITY.test(authority)) return undefined;
  const colon = authority.indexOf(":", authority.lastIndexOf("]"));
  const host = colon === -1 ? authority : authority.slice(0, colon);
  const port = authority.slice(host.length);
  return (
    (host.endsWith(".") ? host.slice(0, -1) : host) +
    (port === (scheme === "https" ? ":443" : ":80") ? "" : port)
  );
}
