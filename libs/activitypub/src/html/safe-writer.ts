// Writes allowed elements only, nested as a browser would nest them (HTML Standard, section 13.2.6, for what is allowed).
import { openingTag } from "./allowed.ts";
import { type Element, elementOf } from "./elements.ts";
import { decodeEntities } from "./entities.ts";
import { escapeHtml, isEscaped } from "./escape.ts";
import { withHostShown } from "./link-text.ts";
import { isSpace } from "./space.ts";
import type { Attributes, HtmlSink } from "./tokenizer.ts";

// Where a ruby is open, its next part ends these.
const IMPLIED_BY_RUBY: ReadonlySet<string> = new Set(["rt", "rp", "p", "li"]);

// What a heading becomes. The end tag of any heading closes it, and no other does.
const HEADING = /* @__PURE__ */ elementOf("p", "kept", true);
const STRONG = /* @__PURE__ */ elementOf("strong", "kept", false);

/** Receives the tokens of hostile HTML and writes what may stay, closing all that is open at the end. */
export class SafeWriter implements HtmlSink {
  readonly #maxDepth: number;
  readonly #stack: Element[] = [];
  // What is written, up to the link that is open: what is in that one is looked through at its end.
  #written = "";
  #output = "";
  // The tag of that link, and whether anything in it has classes, which may hide its text.
  #link = "";
  #classed = false;
  // What may still be written; what closing all open elements will take is taken off already.
  #room: number;
  // A boundary between blocks was passed over: a blank goes before the next text, unless there is one already.
  #separate = false;
  #blank = true;
  #full = false;

  constructor(maxLength: number, maxDepth: number) {
    this.#room = maxLength;
    this.#maxDepth = maxDepth;
  }

  text(raw: string): void {
    const text = isEscaped(raw) ? raw : escapeHtml(decodeEntities(raw));
    if (text === "") return;
    this.#write(text, !isSpace(text.charCodeAt(0)));
    this.#blank = isSpace(text.charCodeAt(text.length - 1));
  }

  open(element: Element, attributes: Attributes): void {
    const { name, role, isBlock } = element;
    if (role === "heading") {
      this.#closeImplied("p", true);
      this.#push(HEADING, HEADING.opening);
      this.#push(STRONG, STRONG.opening);
    } else if (name === "br") {
      this.#break();
    } else if (role === "separating") {
      this.#separate = true;
    } else {
      this.#closeImplied(name, isBlock);
      const tag = openingTag(element, attributes);
      if (tag === null) return;
      this.#classed ||= attributes.class !== undefined;
      this.#push(element, tag);
    }
  }

  close(element: Element): void {
    const { name, role, isBlock } = element;
    if (name === "br") this.#break();
    if (role === "separating") {
      this.#separate = true;
      return;
    }
    const wanted = role === "heading" ? HEADING : element;
    for (let i = this.#stack.length - 1; i >= 0; i--) {
      const open = this.#stack[i];
      if (open === undefined) return;
      if (open === wanted) {
        this.#popTo(i);
        return;
      }
      // An inline end tag ends no block around it, nor does one of a list item end the list.
      const { name: inner } = open;
      if (!isBlock && open.isBlock) return;
      if (name === "li" && (inner === "ul" || inner === "ol")) return;
    }
  }

  done(): boolean {
    return this.#full;
  }

  finish(): string {
    this.#popTo(0);
    return this.#written + this.#output;
  }

  // Browsers end these elements by themselves; doing it here keeps their tree the one that is written.
  #closeImplied(name: string, isBlock: boolean): void {
    if (name === "a") this.#popTo(this.#last("a"));
    if ((name === "rt" || name === "rp") && this.#last("ruby") < this.#stack.length)
      while (IMPLIED_BY_RUBY.has(this.#stack.at(-1)?.name ?? "")) this.#popTo(this.#stack.length - 1);
    if (!isBlock) return;
    if (name === "li") {
      for (let i = this.#stack.length - 1; i >= 0; i--) {
        const open = this.#stack[i];
        if (open?.name === "li") this.#popTo(i);
        if (open?.isBlock === true && open.name !== "p") break;
      }
    }
    this.#popTo(this.#last("p"));
  }

  #last(name: string): number {
    for (let i = this.#stack.length - 1; i >= 0; i--) if (this.#stack[i]?.name === name) return i;
    return this.#stack.length;
  }

  #popTo(length: number): void {
    while (this.#stack.length > length) {
      const open = this.#stack.pop();
      if (open === undefined) return;
      if (open.name === "a") this.#endLink();
      this.#output += open.closing;
      this.#blank ||= open.isBlock;
    }
  }

  #push(element: Element, tag: string): void {
    if (this.#stack.length >= this.#maxDepth) return;
    const { name, isBlock } = element;
    const separated = this.#needsSpace(!isBlock);
    const taken = tag.length + element.closing.length + (separated ? 1 : 0);
    if (this.#full || this.#room < taken) {
      this.#full = true;
      return;
    }
    this.#room -= taken;
    this.#output += separated ? ` ${tag}` : tag;
    if (name === "a") this.#beginLink(tag);
    this.#blank ||= separated || isBlock;
    this.#stack.push(element);
  }

  #beginLink(tag: string): void {
    this.#written += this.#output;
    this.#output = "";
    this.#link = tag;
    this.#classed = false;
  }

  #endLink(): void {
    if (!this.#classed) return;
    const { length } = this.#output;
    this.#output = withHostShown(this.#link.slice(9), this.#output);
    this.#room += length - this.#output.length;
  }

  #write(markup: string, spaced: boolean): void {
    if (this.#full) return;
    const addition = this.#needsSpace(spaced) ? ` ${markup}` : markup;
    const room = this.#room;
    this.#full = addition.length > room;
    this.#room -= addition.length;
    this.#output += this.#full
      ? whole(addition.slice(0, Math.max(room, 0)), markup.startsWith("<"))
      : addition;
  }

  #break(): void {
    this.#write("<br>", false);
    this.#blank = true;
  }

  #needsSpace(wanted: boolean): boolean {
    const needed = this.#separate && wanted && !this.#blank;
    this.#separate = false;
    return needed;
  }
}

// The part of cut-off text that has no half of a reference or of a surrogate pair at its end.
function whole(text: string, isTag: boolean): string {
  if (isTag) return "";
  const reference = text.lastIndexOf("&");
  const cut = reference >= 0 && !text.includes(";", reference) ? text.slice(0, reference) : text;
  return cut.replace(/[\ud800-\udbff]$/, "");
}
