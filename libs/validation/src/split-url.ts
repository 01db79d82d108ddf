/** A URL in two: whose it is, and what follows; what was read before is not read again. */

import { readOrigin, type UrlOrigin, urlStart } from "./url-origin.ts";

/** The origin, and what follows it as it stands. */
export interface SplitUrl {
  readonly origin: UrlOrigin;
  readonly rest: string;
}

/** One document names the same few servers thirty times: the last ones that were read, by their canonical spelling. */
const recent = new Map<string, UrlOrigin>();
const RECENT = 256;

/** Splits a URL behind its authority; undefined when it is no http or https URL. */
export function splitUrl(input: string): SplitUrl | undefined {
  const start = urlStart(input);
  if (start === undefined) return undefined;
  const { spelled, scheme, authority } = start;
  const origin = recent.get(spelled) ?? readOrigin(scheme, authority);
  if (origin === undefined) return undefined;
  // Whether an A-label is one depends on tables that may come later.
  if (!recent.has(spelled) && origin.origin === spelled && !spelled.includes("xn--")) {
    if (recent.size >= RECENT) recent.clear();
    recent.set(spelled, origin);
  }
  return { origin, rest: input.slice(spelled.length) };
}
