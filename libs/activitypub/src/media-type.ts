// Content negotiation for ActivityPub documents (ActivityPub, section 3.2; RFC 9110, sections 8.3.1 and 12.5.1).
import { ACTIVITYSTREAMS } from "./namespace.ts";

/** The media type to send with what this package builds. */
export const ACTIVITY_JSON = "application/activity+json";
/** The other name of it, which ActivityPub asks for in Accept. */
export const LD_JSON = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * True for `application/activity+json`, and for `application/ld+json` with the ActivityStreams profile. Nothing else
 * may be taken for an ActivityPub document: a file that someone uploaded could be one.
 */
export function isActivityPubMediaType(contentType: string | null | undefined): boolean {
  if (contentType === null || contentType === undefined || contentType.length > 1_024) return false;
  const ranges = parseRanges(contentType);
  return ranges.length === 1 && ranges[0] !== undefined && isActivityPub(ranges[0]);
}

/**
 * True when an Accept header names an ActivityPub type, and weighs it no less than HTML. Wildcards do not count: a
 * browser gets the page. `application/ld+json` without a profile counts here, since some peers ask that way.
 */
export function prefersActivityPub(accept: string | null | undefined): boolean {
  if (accept === null || accept === undefined || accept.length > 4_096) return false;
  let document = 0;
  let page = 0;
  for (const range of parseRanges(accept)) {
    const weight = quality(range.parameters.get("q"));
    if (isActivityPub(range) || (range.type === "application/ld+json" && !range.parameters.has("profile")))
      document = Math.max(document, weight);
    else if (range.type === "text/html" || range.type === "application/xhtml+xml")
      page = Math.max(page, weight);
  }
  return document > 0 && document >= page;
}

function isActivityPub({ type, parameters }: MediaRange): boolean {
  if (type === ACTIVITY_JSON) return true;
  if (type !== "application/ld+json") return false;
  return (parameters.get("profile") ?? "").split(" ").includes(ACTIVITYSTREAMS);
}

function quality(text: string | undefined): number {
  if (text === undefined) return 1;
  const value = /^[01](?:\.\d{0,3})?$/.test(text) ? Number(text) : 0;
  return Math.min(value, 1);
}

function parseRanges(header: string): readonly MediaRange[] {
  return splitOutsideQuotes(header, ",").flatMap((part) => {
    const [type = "", ...rest] = splitOutsideQuotes(part, ";");
    const name = type.trim().toLowerCase();
    if (name === "") return [];
    const parameters = new Map<string, string>();
    for (const parameter of rest) {
      const at = parameter.indexOf("=");
      if (at > 0)
        parameters.set(parameter.slice(0, at).trim().toLowerCase(), unquote(parameter.slice(at + 1).trim()));
    }
    return [{ type: name, parameters }];
  });
}

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (quoted && character === "\\") i++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unquote(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  return value.slice(1, -1).replace(/\\(.)/g, "$1");
}
