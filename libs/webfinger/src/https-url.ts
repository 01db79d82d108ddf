// The one kind of URL that a link may point to: https (http only where the question went over http), bounded, no tricks.

import { parseHost } from "./host.ts";

/** Parts of a URL that are compared. */
export interface UrlParts {
  readonly scheme: "https" | "http";
  /** Canonical, with port where it is not the scheme's own. */
  readonly host: string;
  /** Begins with `/`; without query and fragment. */
  readonly path: string;
  /** Query and fragment as written, or empty. */
  readonly rest: string;
}

const MAX_URL_LENGTH = 2048;

/** The parts of an absolute https or http URL in visible ASCII without user information, or undefined. */
export function parseUrl(url: string): UrlParts | undefined {
  if (url.length > MAX_URL_LENGTH) return undefined;
  for (let index = 0; index < url.length; index++) {
    const code = url.charCodeAt(index);
    if (code < 33 || code > 126 || code === 0x5c) return undefined;
  }
  const scheme = schemeOf(url);
  if (scheme === undefined) return undefined;
  const start = scheme.length + 3;
  let end = start;
  while (end < url.length && !"/?#".includes(url.charAt(end))) end++;
  const authority = url.slice(start, end);
  const host = parseHost(scheme === "http" && authority.endsWith(":80") ? authority.slice(0, -3) : authority);
  if (host === undefined) return undefined;
  let pathEnd = end;
  while (pathEnd < url.length && !"?#".includes(url.charAt(pathEnd))) pathEnd++;
  return { scheme, host, path: url.slice(end, pathEnd) || "/", rest: url.slice(pathEnd) };
}

function schemeOf(url: string): "https" | "http" | undefined {
  const prefix = url.slice(0, 8).toLowerCase();
  if (prefix === "https://") return "https";
  return prefix.startsWith("http://") ? "http" : undefined;
}
