// Which elements, attributes, classes and link schemes sanitised HTML may have (Mastodon: ActivityPub, Sanitization).
import { schemeOf } from "../uri.ts";
import { decodeEntities } from "./entities.ts";
import { escapeHtml, stripControls } from "./escape.ts";
import type { Element } from "./elements.ts";
import { type Attributes, NO_ATTRIBUTES } from "./tokenizer.ts";

const SCHEMES = new Set([
  "http", "https", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "xmpp", "magnet", "gemini",
]); // prettier-ignore
// Mastodon's own, and microformats.
const CLASS = /^(?:mention|hashtag|ellipsis|invisible|quote-inline|(?:h|p|u|dt|e)-[\w-]{1,64})$/;
// What most links and classes look like; nothing of them has to change.
const USUAL_TARGET = /^https?:\/\/[!#-%(-;=?-~]+(?:&amp;[!#-%(-;=?-~]*)*$/;
const USUAL_CLASSES = /* @__PURE__ */ listOf(CLASS);
// The spans that links are shortened with: in most posts, and made once for all.
const INVISIBLE_SPAN = '<span class="invisible">';
const ELLIPSIS_SPAN = '<span class="ellipsis">';
// Looked for where a run of blanks begins and not at each of them, which would take the square of its length.
const BLANK_ENDS = /^ +|(?<! ) +$/g;
const INTEGER = /^-?\d{1,9}$/;

/** The opening tag of an allowed element with what may stay of its attributes; null for a link that leads nowhere allowed. */
export function openingTag({ name, opening }: Element, attributes: Attributes): string | null {
  if (attributes === NO_ATTRIBUTES) return name === "a" ? null : opening;
  switch (name) {
    case "a": {
      const href = linkTarget(attributes.href);
      if (href === null) return null;
      const rest = classes(attributes) + translate(attributes);
      return `<a href="${href}"${rest} rel="nofollow noopener noreferrer" target="_blank">`;
    }
    case "span":
      if (attributes.translate === undefined) {
        if (attributes.class === "invisible") return INVISIBLE_SPAN;
        if (attributes.class === "ellipsis") return ELLIPSIS_SPAN;
      }
      return `<span${classes(attributes)}${translate(attributes)}>`;
    case "p":
      return `<p${classes(attributes)}>`;
    case "ol":
      return `<ol${integer("start", attributes.start)}${attributes.reversed === undefined ? "" : " reversed"}>`;
    case "li":
      return `<li${integer("value", attributes.value)}>`;
    default:
      return opening;
  }
}

/**
 * The target of a link, escaped, when its scheme is allowed: blanks at the ends and controls removed, inner blanks
 * encoded.
 */
function linkTarget(raw: string | undefined): string | null {
  if (raw === undefined) return null;
  if (USUAL_TARGET.test(raw)) return raw;
  const target = stripControls(decodeEntities(raw, true))
    .replace(/[\t\n\r]/g, "")
    .replace(BLANK_ENDS, "")
    .replace(/ /g, "%20");
  const scheme = schemeOf(target);
  return scheme !== null && SCHEMES.has(scheme) ? escapeHtml(target) : null;
}

function classes(attributes: Attributes): string {
  const value = attributes.class;
  if (value === undefined) return "";
  if (value.length <= 1_024 && USUAL_CLASSES.test(value)) return ` class="${value}"`;
  const kept = decodeEntities(value, true)
    .slice(0, 1_024)
    .split(/[ \t\n\r\f]+/)
    .filter((name) => CLASS.test(name));
  return kept.length === 0 ? "" : ` class="${kept.join(" ")}"`;
}

/** What is made of such words with single spaces between. */
function listOf({ source }: RegExp): RegExp {
  const word = source.slice(1, -1);
  return new RegExp(`^${word}(?: ${word})*$`);
}

function translate(attributes: Attributes): string {
  return attributes.translate?.toLowerCase() === "no" ? ' translate="no"' : "";
}

function integer(name: string, raw: string | undefined): string {
  const value = raw?.trim();
  return value !== undefined && INTEGER.test(value) ? ` ${name}="${value}"` : "";
}
