// Splits HTML into text and tags in one linear pass, whatever the input (HTML Standard, section 13.2.5).

import { type Element, elementAt, standsAt } from "./elements.ts";
import { isSpace } from "./space.ts";

/** What the tokenizer reports to: known elements only. Text and attribute values are not decoded yet. */
export interface HtmlSink {
  text(raw: string): void;
  open(element: Element, attributes: Attributes): void;
  close(element: Element): void;
  /** Asked after each token: true ends the scan. */
  done?(): boolean;
}

type Name = "href" | "class" | "translate" | "start" | "reversed" | "value";
type Values = Record<Name, string | undefined>;

// The names of the attributes that matter, by their length: most others have no name to be compared with.
const ATTRIBUTES: readonly (readonly Name[])[] = [
  [], [], [], [], ["href"], ["class", "start", "value"], [], [], ["reversed"], ["translate"],
]; // prettier-ignore

/** The attributes that matter to somebody, as first given, values not decoded; all others are passed over. */
export type Attributes = Readonly<Values>;

/** What every tag without any of them has. */
export const NO_ATTRIBUTES: Attributes = /* @__PURE__ */ noValues();

// All in one shape: engines read such objects the quickest.
function noValues(): Values {
  return {
    href: undefined,
    class: undefined,
    translate: undefined,
    start: undefined,
    reversed: undefined,
    value: undefined,
  };
}

/** Reads the HTML and reports to the sink. Comments, doctypes, CDATA and the content of opaque elements are left out. */
export function tokenize(html: string, sink: HtmlSink): void {
  const tag = new TagReader(html);
  let foreign: Element | null = null;
  let depth = 0;
  let textStart = 0;
  let at = 0;
  const flush = (end: number): void => {
    if (end > textStart && foreign === null) sink.text(html.slice(textStart, end));
  };
  while (at < html.length) {
    const lt = html.charCodeAt(at) === 0x3c ? at : html.indexOf("<", at);
    if (lt < 0) break;
    const next = html.charCodeAt(lt + 1);
    const closing = next === 0x2f;
    if (isLetter(closing ? html.charCodeAt(lt + 2) : next)) {
      flush(lt);
      // A tag that the end of the input cuts off is dropped, as browsers do.
      if (!tag.read(closing ? lt + 2 : lt + 1)) return;
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
        at = textStart = endOfOpaque(html, element.name, tag);
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

/** The tag that was read last: one object for all tags of a document. */
class TagReader {
  readonly #html: string;
  /** Undefined when it is not known. */
  element: Element | undefined;
  #values: Values | undefined;
  selfClosing = false;
  end = 0;

  constructor(html: string) {
    this.#html = html;
  }

  get attributes(): Attributes {
    return this.#values ?? NO_ATTRIBUTES;
  }

  /** Reads the tag whose name starts here. False when the end of the input cuts it off. */
  read(start: number): boolean {
    const html = this.#html;
    let at = start;
    while (at < html.length && !isTagBreak(html.charCodeAt(at))) at++;
    this.element = elementAt(html, start, at);
    this.#values = undefined;
    let slash = false;
    for (;;) {
      while (at < html.length && (isSpace(html.charCodeAt(at)) || html.charCodeAt(at) === 0x2f))
        slash = html.charCodeAt(at++) === 0x2f;
      if (at >= html.length) return false;
      if (html.charCodeAt(at) === 0x3e) {
        this.selfClosing = slash;
        this.end = at + 1;
        return true;
      }
      slash = false;
      at = this.#attribute(at);
      if (at < 0) return false;
    }
  }

  // Where the attribute that starts here ends; -1 when its quotation does not.
  #attribute(start: number): number {
    const html = this.#html;
    let at = start + 1;
    while (at < html.length && html.charCodeAt(at) !== 0x3d && !isTagBreak(html.charCodeAt(at))) at++;
    const nameEnd = at;
    while (at < html.length && isSpace(html.charCodeAt(at))) at++;
    if (html.charCodeAt(at) !== 0x3d) {
      this.#keep(start, nameEnd, at, at);
      return at;
    }
    at++;
    while (at < html.length && isSpace(html.charCodeAt(at))) at++;
    const quote = html.charAt(at);
    if (quote === '"' || quote === "'") {
      const close = html.indexOf(quote, at + 1);
      this.#keep(start, nameEnd, at + 1, close);
      return close < 0 ? close : close + 1;
    }
    const open = at;
    while (at < html.length && !isSpace(html.charCodeAt(at)) && html.charCodeAt(at) !== 0x3e) at++;
    this.#keep(start, nameEnd, open, at);
    return at;
  }

  // Keeps the value of an attribute that matters. The first of several counts.
  #keep(start: number, end: number, open: number, close: number): void {
    for (const name of ATTRIBUTES[end - start] ?? [])
      if (standsAt(this.#html, name, start, end))
        (this.#values ??= noValues())[name] ??= this.#html.slice(open, close);
  }
}

function endOfOpaque(html: string, name: string, tag: TagReader): number {
  if (name === "plaintext") return html.length;
  for (let at = html.indexOf("</", tag.end); at >= 0; at = html.indexOf("</", at + 2)) {
    const end = at + 2 + name.length;
    if (standsAt(html, name, at + 2, end) && end < html.length && isTagBreak(html.charCodeAt(end)))
      return tag.read(at + 2) ? tag.end : html.length;
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

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isTagBreak(unit: number): boolean {
  return unit <= 0x3e && (unit === 0x3e || unit === 0x2f || isSpace(unit));
}
