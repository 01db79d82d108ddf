// host-meta (RFC 6415): where a host answers WebFinger, as XRD and as JSON. Older servers still ask for it.

import { refuse } from "./refusal.ts";
import { checkLimit, MAX_JRD_LENGTH } from "./limit.ts";
import type { LookupOptions, LookupRequest } from "./lookup.ts";
import { parseJrd } from "./parse-jrd.ts";
import { JRD_JSON } from "./rel.ts";
import { trySplitUrl } from "./url.ts";
import { wellKnownRequest } from "./well-known.ts";

/** Where host-meta says that WebFinger answers (RFC 6415 section 3.1.1). */
export const REL_LRDD = "lrdd";
/** Media type of host-meta in XML (RFC 6415 section 2). */
export const XRD_XML = "application/xrd+xml";

/** The request for a host's host-meta (section 2), in either form: `parseHostMeta` reads both. Throws `host_malformed`. */
export function hostMetaRequest(host: string, scheme?: LookupOptions["scheme"]): LookupRequest {
  return wellKnownRequest(host, "host-meta", `${XRD_XML}, ${JRD_JSON};q=0.9`, scheme);
}

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
  checkLimit(text.length, MAX_JRD_LENGTH);
  const templates = text.trimStart().startsWith("{") ? jsonTemplates(text) : xmlTemplates(text);
  const template = templates.find(
    (candidate) => candidate.includes("{uri}") && trySplitUrl(candidate)?.scheme === "https",
  );
  if (template === undefined) refuse("host_meta_malformed", text);
  return template;
}

function jsonTemplates(text: string): string[] {
  return (parseJrd(text).links ?? []).flatMap(({ rel, template }) =>
    rel === REL_LRDD && template !== undefined ? [template] : [],
  );
}

/** Templates of all `lrdd` links, none under a document type: only tags and attributes are read, in one pass. */
function xmlTemplates(text: string): string[] {
  const tags = withoutSections(text);
  // What is left of that form is a declaration of a document type (XML 1.0 section 2.8).
  if (tags.includes("<!")) return [];
  return tags.split("<").flatMap((tag) => {
    const name = /^(?:[^\s:<>/="']+:)?Link(?=\s)/.exec(tag)?.[0];
    const attributes = name === undefined ? undefined : attributesOf(tag.slice(name.length));
    const template = attributes?.get("template");
    return attributes?.get("rel") === REL_LRDD && template !== undefined ? [template] : [];
  });
}

/**
 * Without comments, CDATA sections and processing instructions (XML 1.0 sections 2.5 to 2.7). An open one goes on to
 * the end, so that each character is read once; the space in its place keeps what is around it from becoming a tag.
 */
function withoutSections(text: string): string {
  return text.replace(/<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)|<\?.*?(?:\?>|$)/gs, " ");
}

/** Sticky, so that each character is read once: it ends where something else than an attribute stands. */
function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  const attribute = /\s+([^\s<>/="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  for (let match = attribute.exec(tag); match !== null; match = attribute.exec(tag)) {
    const [, name = "", double, single = ""] = match;
    attributes.set(name, unescapeXml(double ?? single));
  }
  return attributes;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** The five entities of XML and characters by number (XML 1.0 sections 4.1 and 4.6); what is neither stays. */
function unescapeXml(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(?:#(\d{1,7}|x[\da-fA-F]{1,6})|[a-z]{2,4});/g, (reference, number?: string) => {
    if (number === undefined) return characters[reference.slice(1, -1)] ?? reference;
    const codePoint = Number(`0${number}`);
    return codePoint > 0x10ffff ? reference : String.fromCodePoint(codePoint);
  });
}
