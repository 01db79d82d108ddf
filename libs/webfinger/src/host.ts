// One name for one host: lower case, A-labels, no trailing dot, no default port (CVE-2023-42451 shows why).

import { WebFingerError } from "./error.ts";

/**
 * The canonical form of `host` or `host:port`, or undefined when it is not one. International names have to come as
 * A-labels (`xn--...`): mapping them needs tables that are not worth their size here; @mastic/validation has them.
 */
export function parseHost(text: string): string | undefined {
  if (text.length === 0 || text.length > 261) return undefined;
  const address = text.startsWith("[");
  const colon = address ? text.indexOf("]") + 1 : text.indexOf(":");
  if (address && colon === 0) return undefined;
  let host = (colon === -1 ? text : text.slice(0, colon)).toLowerCase();
  if (!address && host.endsWith(".")) host = host.slice(0, -1);
  if (!(address ? isAddress(host) : isName(host))) return undefined;
  const port = colon === -1 ? "" : text.slice(colon);
  if (port === "" || port === ":443") return host;
  return isPort(port) ? `${host}:${Number(port.slice(1))}` : undefined;
}

/** `parseHost` for a host that must be one. Throws `host_malformed`. */
export function canonicalHost(text: string): string {
  const host = parseHost(text);
  if (host === undefined) {
    throw new WebFingerError("host_malformed", "Not a host name", { actual: text.slice(0, 300) });
  }
  return host;
}

/** RFC 1123 section 2.1: labels of letters, digits and inner hyphens; underscores as found in the wild. */
function isName(host: string): boolean {
  if (host.length > 253) return false;
  for (const label of host.split(".")) {
    if (label.length === 0 || label.length > 63 || label.startsWith("-") || label.endsWith("-")) return false;
    for (let index = 0; index < label.length; index++) {
      const code = label.charCodeAt(index);
      if (!isAlphanumeric(code) && code !== 45 && code !== 95) return false;
    }
  }
  return true;
}

/** An IPv6 address in brackets, its characters only: it is compared, never dialled from here. */
function isAddress(host: string): boolean {
  for (let index = 1; index < host.length - 1; index++) {
    const code = host.charCodeAt(index);
    if (!isAlphanumeric(code) && code !== 58 && code !== 46) return false;
  }
  return host.length > 3;
}

function isPort(text: string): boolean {
  if (text.length < 2 || text.length > 6) return false;
  for (let index = 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return Number(text.slice(1)) <= 65535;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
}
