/** What follows the host of a URL in the one spelling a WHATWG parser gives it (RFC 3986 section 6.2.2). */

import { percentEncode } from "./percent-encoding.ts";
import type { SplitUrl } from "./split-url.ts";
import type { UrlOrigin } from "./url-origin.ts";

/** A URL taken apart, each part normalised: host canonical, path without dot segments, percent-encoded. */
export interface ParsedUrl extends UrlOrigin {
  /** Starts with "/". */
  readonly path: string;
  /** Without the "?"; undefined when there is none, "" when it is empty. */
  readonly query: string | undefined;
  /** Without the "#"; undefined when there is none, "" when it is empty. */
  readonly fragment: string | undefined;
  /** The whole URL, put together from its parts. */
  readonly href: string;
}

/** The whole URL, normalised. */
export function normaliseUrl({ origin, rest }: SplitUrl): ParsedUrl {
  const [, rawPath = "", mark, hash] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(rest) ?? [];
  const path = withoutDotSegments(percentEncode(rawPath, "path"));
  const query = mark === undefined ? undefined : percentEncode(mark.slice(1), "query");
  const fragment = hash === undefined ? undefined : percentEncode(hash.slice(1), "fragment");
  const tail = (query === undefined ? "" : `?${query}`) + (fragment === undefined ? "" : `#${fragment}`);
  return { ...origin, path, query, fragment, href: origin.origin + path + tail };
}

// RFC 3986 section 5.2.4, with the percent-encoded dots that WHATWG counts as dots too.
function withoutDotSegments(path: string): string {
  if (!/\/(?:\.|%2e)/i.test(path)) return path === "" ? "/" : path;
  const kept: string[] = [];
  const segments = path.split("/").slice(1);
  for (const [position, segment] of segments.entries()) {
    const dots = segment.replace(/%2e/gi, ".");
    const last = position === segments.length - 1;
    if (dots === "..") kept.pop();
    if (dots !== "." && dots !== "..") kept.push(segment);
    else if (last) kept.push("");
  }
  return `/${kept.join("/")}`;
}
