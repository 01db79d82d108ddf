// Parsing of structured dictionaries (RFC 8941 section 4.2.2): one pass, no backtracking, bounded in every count.

import { decodeBase64 } from "../base64.ts";
import { SignatureError, type SignatureErrorCode } from "../error.ts";
import { checkLimit, MAX_COMPONENTS, MAX_FIELD_LENGTH, MAX_MEMBERS, MAX_PARAMETERS } from "../limits.ts";
import type { BareItem, Dictionary, InnerList, Item, Parameters } from "./item.ts";
import { isDigit, isKeyStart, isKeyPart, isTokenPart, isTokenStart } from "./character.ts";

/**
 * Parses a dictionary. Throws `code` (the caller knows which field it reads) when the text is not one, and
 * `signature_too_large` when it is longer or holds more than `limits.ts` allows.
 */
export function parseDictionary(text: string, code: SignatureErrorCode): Dictionary {
  checkLimit(text.length, MAX_FIELD_LENGTH, "characters in a structured field");
  return new Parser(text, code).dictionary();
}

class Parser {
  readonly #text: string;
  readonly #code: SignatureErrorCode;
  #at = 0;

  constructor(text: string, code: SignatureErrorCode) {
    this.#text = text;
    this.#code = code;
  }

  dictionary(): Dictionary {
    const members = new Map<string, Item | InnerList>();
    this.#skip(" ");
    while (this.#at < this.#text.length) {
      const key = this.#key();
      members.set(key, this.#take("=") ? this.#member() : this.#flag());
      checkLimit(members.size, MAX_MEMBERS, "members in a structured field");
      this.#skip(" \t");
      if (this.#at === this.#text.length) return members;
      if (!this.#take(",")) throw this.#malformed();
      this.#skip(" \t");
      if (this.#at === this.#text.length) throw this.#malformed();
    }
    return members;
  }

  #member(): Item | InnerList {
    return this.#peek() === "(" ? this.#innerList() : this.#item();
  }

  #flag(): Item {
    return { kind: "item", item: { type: "boolean", value: true }, parameters: this.#parameters() };
  }

  #innerList(): InnerList {
    this.#at++;
    const items: Item[] = [];
    for (;;) {
      this.#skip(" ");
      if (this.#take(")")) return { kind: "list", items, parameters: this.#parameters() };
      items.push(this.#item());
      checkLimit(items.length, MAX_COMPONENTS, "items in a structured list");
      if (this.#peek() !== " " && this.#peek() !== ")") throw this.#malformed();
    }
  }

  #item(): Item {
    return { kind: "item", item: this.#bareItem(), parameters: this.#parameters() };
  }

  #parameters(): Parameters {
    const parameters = new Map<string, BareItem>();
    while (this.#take(";")) {
      this.#skip(" ");
      const key = this.#key();
      parameters.set(key, this.#take("=") ? this.#bareItem() : { type: "boolean", value: true });
      checkLimit(parameters.size, MAX_PARAMETERS, "parameters in a structured field");
    }
    return parameters;
  }

  #key(): string {
    if (!isKeyStart(this.#codeAt())) throw this.#malformed();
    const start = this.#at;
    while (isKeyPart(this.#codeAt())) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #bareItem(): BareItem {
    const first = this.#peek();
    if (first === '"') return { type: "string", value: this.#string() };
    if (first === ":") return { type: "bytes", value: this.#bytes() };
    if (first === "?") return { type: "boolean", value: this.#boolean() };
    if (first === "-" || isDigit(this.#codeAt())) return this.#number();
    if (isTokenStart(this.#codeAt())) return { type: "token", value: this.#token() };
    throw this.#malformed();
  }

  #number(): BareItem {
    const start = this.#at;
    this.#take("-");
    const whole = this.#digits();
    if (!this.#take(".")) {
      if (whole === 0 || whole > 15) throw this.#malformed();
      // Adding 0 turns -0 into the 0 that it is written as.
      return { type: "integer", value: Number(this.#text.slice(start, this.#at)) + 0 };
    }
    const fraction = this.#digits();
    if (whole === 0 || whole > 12 || fraction === 0 || fraction > 3) throw this.#malformed();
    return { type: "decimal", value: Number(this.#text.slice(start, this.#at)) + 0 };
  }

  #digits(): number {
    const start = this.#at;
    while (isDigit(this.#codeAt())) this.#at++;
    return this.#at - start;
  }

  #string(): string {
    let value = "";
    let start = ++this.#at;
    for (;;) {
      const code = this.#codeAt();
      if (code === 0x22) {
        value += this.#text.slice(start, this.#at++);
        return value;
      }
      if (!(code >= 0x20 && code <= 0x7e)) throw this.#malformed();
      if (code === 0x5c) {
        value += this.#text.slice(start, this.#at++);
        if (this.#peek() !== '"' && this.#peek() !== "\\") throw this.#malformed();
        start = this.#at;
      }
      this.#at++;
    }
  }

  #token(): string {
    const start = this.#at++;
    while (isTokenPart(this.#codeAt())) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #bytes(): Uint8Array {
    const end = this.#text.indexOf(":", this.#at + 1);
    if (end === -1) throw this.#malformed();
    const bytes = decodeBase64(this.#text.slice(this.#at + 1, end));
    if (bytes === undefined) throw this.#malformed();
    this.#at = end + 1;
    return bytes;
  }

  #boolean(): boolean {
    const value = this.#text.charAt(this.#at + 1);
    if (value !== "0" && value !== "1") throw this.#malformed();
    this.#at += 2;
    return value === "1";
  }

  #skip(characters: string): void {
    while (this.#at < this.#text.length && characters.includes(this.#peek())) this.#at++;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  /** NaN at the end, which is in no class of characters. */
  #codeAt(): number {
    return this.#text.charCodeAt(this.#at);
  }

  #malformed(): SignatureError {
    return new SignatureError(this.#code, `Not a structured field at character ${this.#at}`, {
      actual: this.#text.slice(this.#at, this.#at + 40),
    });
  }
}
