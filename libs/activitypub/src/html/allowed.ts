// Which elements, attributes, classes and link schemes sanitised HTML may have (Mastodon: ActivityPub, Sanitization).
import { schemeOf } from "../uri.ts";
import { decodeEntities } from "./entities.ts";
import { escapeHtml, stripControls } from "./escape.ts";
import type { Attributes } from "./tokenizer.ts";

/** Elements that stay. */
export const ELEMENTS: ReadonlySet<string> = new Set([
  "p", "br", "span", "a", "del", "s", "pre", "blockquote", "code", "b", "strong", "u", "i", "em", "ul", "ol", "li",
  "ruby", "rt", "rp",
]); // prettier-ignore
/** Elements that become a paragraph in strong type. */
export const HEADINGS: ReadonlySet<string> = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
/** Elements that go, but part what is before them from what is in them. */
export const SEPARATING: ReadonlySet<string> = new Set([
  "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
  "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "main", "menu", "nav", "option",
  "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
]); // prettier-ignore

const SCHEMES = new Set([
  "http", "https", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "xmpp", "magnet", "gemini",
]); // prettier-ignore
const CLASSES = new Set(["mention", "hashtag", "ellipsis", "invisible", "quote-inline"]);
const MICROFORMAT = /^(?:h|p|u|dt|e)-[\w-]{1,64}$/;
const INTEGER = /^-?\d{1,9}$/;

/** The opening tag of an allowed element with what may stay of its attributes; null for a link that leads nowhere allowed. */
export function openingTag(name: string, attributes: Attributes): string | null {
  if (attributes.size === 0 && name !== "a") return `<${name}>`;
  switch (name) {
    case "a": {
      const href = linkTarget(attributes.get("href"));
      if (href === null) return null;
      const rest = classes(attributes) + translate(attributes);
      return `<a href="${escapeHtml(href)}"${rest} rel="nofollow noopener noreferrer" target="_blank">`;
    }
    case "span":
      return `<span${classes(attributes)}${translate(attributes)}>`;
    case "p":
      return `<p${classes(attributes)}>`;
    case "ol":
      return `<ol${integer(attributes, "start")}${attributes.has("reversed") ? " reversed" : ""}>`;
    case "li":
      return `<li${integer(attributes, "value")}>`;
    default:
      return `<${name}>`;
  }
}

/** The target of a link when its scheme is allowed: blanks at the ends and controls removed, inner blanks encoded. */
function linkTarget(raw: string | undefined): string | null {
  if (raw === undefined) return null;
  const target = stripControls(decodeEntities(raw, true))
    .replace(/[\t\n\r]/g, "")
    .replace(/^ +| +$/g, "")
    .replace(/ /g, "%20");
  const scheme = schemeOf(target);
  return scheme !== null && SCHEMES.has(scheme) ? target : null;
}

function classes(attributes: Attributes): string {
  const value = attributes.get("class");
  if (value === undefined) return "";
  const kept = decodeEntities(value, true)
    .slice(0, 1_024)
    .split(/[ \t\n\r\f]+/)
    .filter((name) => CLASSES.has(name) || MICROFORMAT.test(name));
  return kept.length === 0 ? "" : ` class="${kept.join(" ")}"`;
}

function translate(attributes: Attributes): string {
  return attributes.get("translate")?.toLowerCase() === "no" ? ' translate="no"' : "";
}

function integer(attributes: Attributes, name: string): string {
  const value = attributes.get(name)?.trim();
  return value !== undefined && INTEGER.test(value) ? ` ${name}="${value}"` : "";
}
