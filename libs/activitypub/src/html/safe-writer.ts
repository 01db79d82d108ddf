// Writes allowed elements only, nested as a browser would nest them (HTML Standard, section 13.2.6, for what is allowed).
import { openingTag } from "./allowed.ts";
import type { Element } from "./elements.ts";
import { decodeEntities } from "./entities.ts";
import { escapeHtml } from "./escape.ts";
import { withHostShown } from "./link-text.ts";
import type { Attributes, HtmlSink } from "./tokenizer.ts";

const BLOCKS: ReadonlySet<string> = new Set(["p", "ul", "ol", "pre", "blockquote", "li"]);

// Where a ruby is open, its next part ends these.
const IMPLIED_BY_RUBY: ReadonlySet<string> = new Set(["rt", "rp", "p", "li"]);

interface Open {
  /** The element in the output. */
  readonly name: string;
  /** The end tag that closes it. */
  readonly closedBy: string;
}

/** Receives the tokens of hostile HTML and writes what may stay, closing all that is open at the end. */
export class SafeWriter implements HtmlSink {
  readonly #maxLength: number;
  readonly #maxDepth: number;
  readonly #stack: Open[] = [];
  // What is written, up to the link that is open: what is in that one is looked through at its end.
  #written = "";
  #output = "";
  // The tag of that link.
  #link = "";
  // What closing all open elements will take.
  #reserved = 0;
  // A boundary between blocks was passed over: a blank goes before the next text, unless there is one already.
  #separate = false;
  #blank = true;
  #full = false;

  constructor(maxLength: number, maxDepth: number) {
    this.#maxLength = maxLength;
    this.#maxDepth = maxDepth;
  }

  text(raw: string): void {
    const text = escapeHtml(decodeEntities(raw));
    if (text === "") return;
    this.#write(text, !isBlank(text.charCodeAt(0)));
    this.#blank = isBlank(text.charCodeAt(text.length - 1));
  }

  open({ name, role }: Element, attributes: Attributes): void {
    if (role === "heading") {
      this.#closeImplied("p");
      this.#push("p", "<p>", "h");
      this.#push("strong", "<strong>", "");
    } else if (name === "br") {
      this.#break();
    } else if (role === "separating") {
      this.#separate = true;
    } else {
      this.#closeImplied(name);
      const tag = openingTag(name, attributes);
      if (tag !== null) this.#push(name, tag, name);
    }
  }

  close({ name, role, isBlock }: Element): void {
    if (name === "br") this.#break();
    if (role === "separating") {
      this.#separate = true;
      return;
    }
    const wanted = role === "heading" ? "h" : name;
    for (let i = this.#stack.length - 1; i >= 0; i--) {
      const open = this.#stack[i];
      if (open === undefined) return;
      if (open.closedBy === wanted) {
        this.#popTo(i);
        return;
      }
      // An inline end tag ends no block around it, nor does one of a list item end the list.
      const { name: inner } = open;
      if (!isBlock && BLOCKS.has(inner)) return;
      if (wanted === "li" && (inner === "ul" || inner === "ol")) return;
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
  #closeImplied(name: string): void {
    if (name === "a") this.#popTo(this.#last("a"));
    if ((name === "rt" || name === "rp") && this.#last("ruby") < this.#stack.length)
      while (IMPLIED_BY_RUBY.has(this.#stack.at(-1)?.name ?? "")) this.#popTo(this.#stack.length - 1);
    if (!BLOCKS.has(name)) return;
    if (name === "li") {
      for (let i = this.#stack.length - 1; i >= 0; i--) {
        const open = this.#stack[i]?.name ?? "";
        if (open === "li") this.#popTo(i);
        if (open !== "p" && BLOCKS.has(open)) break;
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
      this.#output += `</${open.name}>`;
      this.#blank ||= BLOCKS.has(open.name);
      this.#reserved -= open.name.length + 3;
    }
  }

  #push(name: string, tag: string, closedBy: string): void {
    if (this.#stack.length >= this.#maxDepth) return;
    const closing = name.length + 3;
    const separated = this.#needsSpace(!BLOCKS.has(name));
    if (this.#full || this.#room() < tag.length + closing + (separated ? 1 : 0)) {
      this.#full = true;
      return;
    }
    this.#output += separated ? ` ${tag}` : tag;
    if (name === "a") this.#beginLink(tag);
    this.#blank ||= separated || BLOCKS.has(name);
    this.#stack.push({ name, closedBy });
    this.#reserved += closing;
  }

  #beginLink(tag: string): void {
    this.#written += this.#output;
    this.#output = "";
    this.#link = tag;
  }

  #endLink(): void {
    this.#output = withHostShown(this.#link.slice(9), this.#output);
  }

  #write(markup: string, spaced: boolean): void {
    if (this.#full) return;
    const addition = this.#needsSpace(spaced) ? ` ${markup}` : markup;
    const room = this.#room();
    this.#full = addition.length > room;
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

  #room(): number {
    return this.#maxLength - this.#written.length - this.#output.length - this.#reserved;
  }
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d;
}

// The part of cut-off text that has no half of a reference or of a surrogate pair at its end.
function whole(text: string, isTag: boolean): string {
  if (isTag) return "";
  const reference = text.lastIndexOf("&");
  const cut = reference >= 0 && !text.includes(";", reference) ? text.slice(0, reference) : text;
  return cut.replace(/[\ud800-\udbff]$/, "");
}
