// Host and port as RFC 9421 section 2.2.3 compares them: lower case, the scheme's own port left out.

const DEFAULT_PORTS: Readonly<Record<string, string>> = { https: "443", http: "80" };

/**
 * The canonical form of `host` or `host:port`; also without the root's trailing dot, so that one host has one name.
 * Undefined for anything else: user information, an empty host, a port that is no number, characters outside
 * ASCII (international names are passed as A-labels).
 */
export function canonicalAuthority(text: string, scheme: string): string | undefined {
  if (text.length === 0 || text.length > 262) return undefined;
  const hostEnd = text.startsWith("[") ? text.indexOf("]") + 1 : text.indexOf(":");
  if (text.startsWith("[") && hostEnd === 0) return undefined;
  let host = hostEnd === -1 ? text : text.slice(0, hostEnd);
  const port = hostEnd === -1 ? "" : text.slice(hostEnd);
  if (host.endsWith(".")) host = host.slice(0, -1);
  if (host === "" || !isHost(host)) return undefined;
  host = host.toLowerCase();
  if (port === "" || port === ":") return host;
  const number = port.slice(1);
  if (!port.startsWith(":") || number.length > 5) return undefined;
  for (let index = 0; index < number.length; index++) {
    const code = number.charCodeAt(index);
    if (code < 48 || code > 57) return undefined;
  }
  return number === DEFAULT_PORTS[scheme] ? host : `${host}:${number}`;
}

function isHost(host: string): boolean {
  const address = host.startsWith("[");
  for (let index = address ? 1 : 0; index < host.length - (address ? 1 : 0); index++) {
    const code = host.charCodeAt(index);
    const digit = code >= 48 && code <= 57;
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    // "-", "." and "_" in names, ":" in addresses
    if (!digit && !letter && code !== 46 && !(address ? code === 58 : code === 45 || code === 95))
      return false;
  }
  return true;
}
