// Turns HTML into plain text: for search, notifications, and readers without markup.
import type { Element } from "./elements.ts";
import { decodeEntities } from "./entities.ts";
import { stripControls } from "./escape.ts";
import { tokenize, type HtmlSink } from "./tokenizer.ts";

const PARAGRAPHS: ReadonlySet<string> = new Set(["p", "blockquote", "pre", "ul", "ol"]);

/**
 * The text of HTML: paragraphs parted by an empty line, `<br>` and list items by a line break, blanks collapsed as a
 * browser shows them (kept in `<pre>`). What sanitising leaves out with its content is left out here.
 */
export function htmlToText(html: string): string {
  const writer = new TextWriter();
  tokenize(html, writer);
  return writer.finish();
}

class TextWriter implements HtmlSink {
  #output = "";
  // Line breaks and a blank that the next text has to be parted with.
  #breaks = 0;
  #blank = false;
  #preformatted = 0;

  text(raw: string): void {
    const text = stripControls(decodeEntities(raw));
    if (this.#preformatted > 0) this.#append(text);
    else for (const [index, word] of text.split(/[ \t\n\r]+/).entries()) this.#word(word, index > 0);
  }

  open(element: Element): void {
    const { name } = element;
    if (name === "br") this.#breaks++;
    else this.#boundary(element);
    if (name === "pre") this.#preformatted++;
  }

  close(element: Element): void {
    this.#boundary(element);
    if (element.name === "pre" && this.#preformatted > 0) this.#preformatted--;
  }

  finish(): string {
    return this.#output;
  }

  #boundary({ name, role }: Element): void {
    if (role === "heading" || PARAGRAPHS.has(name)) this.#breaks = Math.max(this.#breaks, 2);
    else if (name === "li" || role === "separating") this.#breaks = Math.max(this.#breaks, 1);
  }

  #word(word: string, parted: boolean): void {
    if (parted) this.#blank = true;
    if (word !== "") this.#append(word);
  }

  #append(text: string): void {
    if (text === "") return;
    if (this.#output !== "")
      this.#output += this.#breaks > 0 ? "\n".repeat(this.#breaks) : this.#blank ? " " : "";
    this.#output += text;
    this.#breaks = 0;
    this.#blank = false;
  }
}
