// Splits HTML into text and tags in one linear pass, whatever the input (HTML Standard, section 13.2.5).

/** What the tokenizer reports to. Names are in lower case; text and attribute values are not decoded yet. */
export interface HtmlSink {
  text(raw: string): void;
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** Asked after each token: true ends the scan. */
  done?(): boolean;
}

/** Attributes by name as first given, values not decoded. */
export type Attributes = ReadonlyMap<string, string>;

const NONE: Attributes = new Map();
// Their content is not markup to a browser, and no text for people: it is left out.
const OPAQUE = new Set([
  "script", "style", "iframe", "noembed", "noframes", "textarea", "title", "xmp", "plaintext",
]); // prettier-ignore
// Their content is markup of another kind, or inert: it is left out too.
const FOREIGN = new Set(["svg", "math", "template"]);

/** Reads the HTML and reports to the sink. Comments, doctypes, CDATA and the content of opaque elements are left out. */
export function tokenize(html: string, sink: HtmlSink): void {
  let foreign = "";
  let depth = 0;
  let textStart = 0;
  let at = 0;
  const flush = (end: number): void => {
    if (end > textStart && foreign === "") sink.text(html.slice(textStart, end));
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
      if (foreign !== "") {
        if (tag.name === foreign && !tag.selfClosing) depth += closing ? -1 : 1;
        if (depth === 0) foreign = "";
      } else if (closing) {
        sink.close(tag.name);
      } else if (OPAQUE.has(tag.name)) {
        at = textStart = endOfOpaque(html, tag.name, tag.end);
      } else if (FOREIGN.has(tag.name)) {
        if (!tag.selfClosing || tag.name === "template") [foreign, depth] = [tag.name, 1];
      } else {
        sink.open(tag.name, tag.attributes);
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
  readonly name: string;
  readonly attributes: Attributes;
  readonly selfClosing: boolean;
  readonly end: number;
}

function readTag(html: string, start: number): Tag | null {
  let at = start;
  while (at < html.length && !isTagBreak(html.charCodeAt(at))) at++;
  const name = html.slice(start, at).toLowerCase();
  let attributes: Map<string, string> | null = null;
  let slash = false;
  for (;;) {
    while (at < html.length && (isSpace(html.charCodeAt(at)) || html.charCodeAt(at) === 0x2f))
      slash = html.charCodeAt(at++) === 0x2f;
    if (at >= html.length) return null;
    if (html.charCodeAt(at) === 0x3e)
      return { name, attributes: attributes ?? NONE, selfClosing: slash, end: at + 1 };
    slash = false;
    const from = at++;
    while (at < html.length && html.charCodeAt(at) !== 0x3d && !isTagBreak(html.charCodeAt(at))) at++;
    const key = html.slice(from, at).toLowerCase();
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
    attributes ??= new Map();
    if (!attributes.has(key)) attributes.set(key, value);
  }
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

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d || unit === 0x0c;
}

function isTagBreak(unit: number): boolean {
  return unit === 0x3e || unit === 0x2f || isSpace(unit);
}
