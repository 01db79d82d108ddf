// host-meta (RFC 6415): where a host answers WebFinger, as XRD and as JSON. Older servers still ask for it.

import { tryParseUrl } from "@mastic/validation";
import { WebFingerError } from "./error.ts";
import { MAX_JRD_LENGTH, parseJrd } from "./jrd.ts";
import { JRD_JSON, REL_LRDD } from "./rel.ts";

/** The template of a host's WebFinger endpoint. Throws nothing: `host` is the server's own. */
export function webfingerTemplate(host: string): string {
  return `https://${host}/.well-known/webfinger?resource={uri}`;
}

/** host-meta in XRD (section 3.1), as Mastodon writes it. */
export function writeHostMetaXml(template: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
  <Link rel="${REL_LRDD}" template="${escapeXml(template)}"/>
</XRD>
`;
}

/** host-meta in JSON (appendix A). */
export function writeHostMetaJson(template: string): string {
  return JSON.stringify({ links: [{ rel: REL_LRDD, type: JRD_JSON, template }] });
}

/**
 * The WebFinger template in a host's host-meta, XRD or JSON by its first character. Only an https template with
 * `{uri}` counts. Throws `host_meta_malformed` when there is none, `response_too_large` for more than 64 kB.
 */
export function parseHostMeta(text: string): string {
  if (text.length > MAX_JRD_LENGTH) {
    throw new WebFingerError("response_too_large", "The host-meta document is too long");
  }
  const templates = text.trimStart().startsWith("{") ? jsonTemplates(text) : xmlTemplates(text);
  const template = templates.find(
    (candidate) =>
      candidate.includes("{uri}") && tryParseUrl(candidate.replaceAll("{uri}", ""))?.scheme === "https",
  );
  if (template === undefined) {
    throw new WebFingerError("host_meta_malformed", "host-meta names no WebFinger template");
  }
  return template;
}

function jsonTemplates(text: string): string[] {
  return (parseJrd(text).links ?? []).flatMap(({ rel, template }) =>
    rel === REL_LRDD && template !== undefined ? [template] : [],
  );
}

/** Templates of all `lrdd` links. Only tags and attributes are read, in one pass; comments cannot hide or make one. */
function xmlTemplates(text: string): string[] {
  const templates: string[] = [];
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at)) {
      const end = text.indexOf("-->", at + 4);
      if (end === -1) break;
      at = end + 3;
      continue;
    }
    const { name, attributes, end } = readTag(text, at + 1);
    if (name.slice(name.indexOf(":") + 1) === "Link" && attributes.get("rel") === REL_LRDD) {
      const template = attributes.get("template");
      if (template !== undefined) templates.push(template);
    }
    at = end;
  }
  return templates;
}

/** Name and attributes of the tag that starts at `start`, behind its "<". */
function readTag(
  text: string,
  start: number,
): { name: string; attributes: ReadonlyMap<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = skipWhile(text, start, isNameCharacter);
  const name = text.slice(start, at);
  for (;;) {
    at = skipWhile(text, at, isSpace);
    const nameStart = at;
    at = skipWhile(text, at, isNameCharacter);
    const attribute = text.slice(nameStart, at);
    at = skipWhile(text, at, isSpace);
    if (attribute === "" || text.charAt(at) !== "=") return { name, attributes, end: Math.max(at, start) };
    at = skipWhile(text, at + 1, isSpace);
    const quote = text.charAt(at);
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1;
    if (close === -1) return { name, attributes, end: Math.max(at, start) };
    attributes.set(attribute, unescapeXml(text.slice(at + 1, close)));
    at = close + 1;
  }
}

function skipWhile(text: string, from: number, accept: (character: string) => boolean): number {
  let at = from;
  while (at < text.length && accept(text.charAt(at))) at++;
  return at;
}

function isSpace(character: string): boolean {
  return character === " " || character === "\t" || character === "\n" || character === "\r";
}

function isNameCharacter(character: string): boolean {
  return !isSpace(character) && !"<>/=\"'".includes(character);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function unescapeXml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
