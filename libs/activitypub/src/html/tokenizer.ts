// Splits HTML into text and tags in one linear pass, whatever the input (HTML Standard, section 13.2.5).

import { type Element, elementAt } from "./elements.ts";

/** What the tokenizer reports to: known elements only. Text and attribute values are not decoded yet. */
export interface HtmlSink {
  text(raw: string): void;
  open(element: Element, attributes: Attributes): void;
  close(element: Element): void;
  /** Asked after each token: true ends the scan. */
  done?(): boolean;
}

/** The attributes that matter to somebody, as first given, values not decoded; all others are passed over. */
export interface Attributes {
  href?: string;
  class?: string;
  translate?: string;
  start?: string;
  reversed?: string;
  value?: string;
}

const NONE: Attributes = {};
/** Reads the HTML and reports to the sink. Comments, doctypes, CDATA and the content of opaque elements are left out. */
export function tokenize(html: string, sink: HtmlSink): void {
  let foreign: Element | null = null;
  let depth = 0;
  let textStart = 0;
  let at = 0;
  const flush = (end: number): void => {
    if (end > textStart && foreign === null) sink.text(html.slice(textStart, end));
  };
  while (at < html.length) {
    const lt = html.indexOf("<", at);
    if (lt < 0) break;
    const next = html.charCodeAt(lt + 1);
    const closing = next === 0x2f;
    if (isLetter(closing ? html.charCodeAt(lt + 2) : next)) {
      flush(lt);
      const tag = readTag(html, closing ? lt + 2 : lt + 1);
      // A tag that the end of the input cuts off is dropped, as browsers do.
      if (tag === null) return;
      at = textStart = tag.end;
      const { element } = tag;
      if (foreign !== null) {
        if (element === foreign && !tag.selfClosing) depth += closing ? -1 : 1;
        if (depth === 0) foreign = null;
      } else if (element === undefined) {
        // An element that nobody knows: only its tags go.
      } else if (closing) {
        sink.close(element);
      } else if (element.role === "opaque") {
        at = textStart = endOfOpaque(html, element.name, tag.end);
      } else if (element.role === "foreign") {
        if (!tag.selfClosing || element.name === "template") [foreign, depth] = [element, 1];
      } else {
        sink.open(element, tag.attributes);
      }
      if (sink.done?.() === true) return;
    } else if (next === 0x21 || next === 0x3f || closing) {
      flush(lt);
      at = textStart = endOfDeclaration(html, lt);
    } else {
      at = lt + 1;
    }
  }
  flush(html.length);
}

interface Tag {
  /** Undefined when it is not known. */
  readonly element: Element | undefined;
  readonly attributes: Attributes;
  readonly selfClosing: boolean;
  readonly end: number;
}

function readTag(html: string, start: number): Tag | null {
  let at = start;
  while (at < html.length && !isTagBreak(html.charCodeAt(at))) at++;
  const element = elementAt(html, start, at);
  let attributes: Attributes | null = null;
  let slash = false;
  for (;;) {
    while (at < html.length && (isSpace(html.charCodeAt(at)) || html.charCodeAt(at) === 0x2f))
      slash = html.charCodeAt(at++) === 0x2f;
    if (at >= html.length) return null;
    if (html.charCodeAt(at) === 0x3e)
      return { element, attributes: attributes ?? NONE, selfClosing: slash, end: at + 1 };
    slash = false;
    const from = at++;
    while (at < html.length && html.charCodeAt(at) !== 0x3d && !isTagBreak(html.charCodeAt(at))) at++;
    const key = lowered(html, from, at);
    while (at < html.length && isSpace(html.charCodeAt(at))) at++;
    let value = "";
    if (html.charCodeAt(at) === 0x3d) {
      at++;
      while (at < html.length && isSpace(html.charCodeAt(at))) at++;
      const quote = html.charAt(at);
      if (quote === '"' || quote === "'") {
        const close = html.indexOf(quote, at + 1);
        if (close < 0) return null;
        value = html.slice(at + 1, close);
        at = close + 1;
      } else {
        const open = at;
        while (at < html.length && !isSpace(html.charCodeAt(at)) && html.charCodeAt(at) !== 0x3e) at++;
        value = html.slice(open, at);
      }
    }
    attributes = withAttribute(attributes, key, value);
  }
}

// The first of several counts.
function withAttribute(attributes: Attributes | null, key: string, value: string): Attributes | null {
  switch (key) {
    case "href":
      (attributes ??= {}).href ??= value;
      break;
    case "class":
      (attributes ??= {}).class ??= value;
      break;
    case "translate":
      (attributes ??= {}).translate ??= value;
      break;
    case "start":
      (attributes ??= {}).start ??= value;
      break;
    case "reversed":
      (attributes ??= {}).reversed ??= value;
      break;
    case "value":
      (attributes ??= {}).value ??= value;
  }
  return attributes;
}

function endOfOpaque(html: string, name: string, from: number): number {
  if (name === "plaintext") return html.length;
  for (let at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
    const end = at + 2 + name.length;
    if (
      html.slice(at + 2, end).toLowerCase() !== name ||
      !(end < html.length && isTagBreak(html.charCodeAt(end)))
    )
      continue;
    return readTag(html, at + 2)?.end ?? html.length;
  }
  return html.length;
}

function endOfDeclaration(html: string, lt: number): number {
  if (html.startsWith("<!--", lt)) return endOfComment(html, lt + 2);
  const terminator = html.startsWith("<![CDATA[", lt) ? "]]>" : ">";
  const end = html.indexOf(terminator, lt + 2);
  return end < 0 ? html.length : end + terminator.length;
}

function endOfComment(html: string, dashes: number): number {
  // From the opening dashes on, since browsers let `<!-->` and `<!--->` be whole comments.
  for (let at = html.indexOf("--", dashes); at >= 0; at = html.indexOf("--", at + 1)) {
    if (html.charAt(at + 2) === ">") return at + 3;
    if (at > dashes + 1 && html.startsWith("!>", at + 2)) return at + 4;
  }
  return html.length;
}

// Names are nearly always in lower case already, and looking is cheaper than converting.
function lowered(html: string, from: number, to: number): string {
  const name = html.slice(from, to);
  for (let i = from; i < to; i++) {
    const unit = html.charCodeAt(i);
    if (unit < 0x61 || unit > 0x7a) return name.toLowerCase();
  }
  return name;
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isSpace(unit: number): boolean {
  return unit <= 0x20 && isBlank(unit);
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d || unit === 0x0c;
}

function isTagBreak(unit: number): boolean {
  return unit <= 0x3e && (unit === 0x3e || unit === 0x2f || isSpace(unit));
}
