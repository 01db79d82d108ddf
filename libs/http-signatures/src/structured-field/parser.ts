// Parsing of structured fields (RFC 9651 section 4.2): one pass, no backtracking, bounded in every count.

import { decodeBase64 } from "../base64.ts";
import { allocate } from "../bytes.ts";
import { SignatureError, type SignatureErrorCode } from "../error.ts";
import { checkLimit } from "../limits.ts";
import { isDigit, isKeyPart, isKeyStart, isTokenPart, isTokenStart } from "./character.ts";
import { decodeDisplayString } from "./display-string.ts";
import type { BareItem, Dictionary, InnerList, Item, List, Member, Parameters } from "./item.ts";
import type { StructuredFieldLimits } from "./limits.ts";

const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;

/** Shared by all that have none. */
export const NO_PARAMETERS: Parameters = new Map();
const TRUE: BareItem = { type: "boolean", value: true };

/** Reads one field from its first character to its last. */
export class Parser {
  readonly #text: string;
  readonly #code: SignatureErrorCode;
  readonly #limits: StructuredFieldLimits;
  #at = 0;

  constructor(text: string, code: SignatureErrorCode, limits: StructuredFieldLimits) {
    checkLimit(text.length, limits.length, "characters in a structured field");
    this.#text = text;
    this.#code = code;
    this.#limits = limits;
    while (this.#take(SPACE));
  }

  /** Section 4.2.2. */
  dictionary(): Dictionary {
    const members = new Map<string, Member>();
    while (this.#another(members.size)) {
      const key = this.#key();
      members.set(key, this.#take(EQUALS) ? this.#member() : this.#itemOf(TRUE));
      checkLimit(members.size, this.#limits.members, "members in a structured field");
    }
    return members;
  }

  /** Section 4.2.1. */
  list(): List {
    const members: Member[] = [];
    while (this.#another(members.length)) {
      members.push(this.#member());
      checkLimit(members.length, this.#limits.members, "members in a structured field");
    }
    return members;
  }

  /** Section 4.2.3. */
  item(): Item {
    const item = this.#item();
    while (this.#take(SPACE));
    if (this.#at < this.#text.length) throw this.#malformed();
    return item;
  }

  /** Whether a member follows; steps over the comma before it. */
  #another(count: number): boolean {
    if (count > 0) {
      this.#skipSpace();
      if (this.#at === this.#text.length) return false;
      if (!this.#take(COMMA)) throw this.#malformed();
      this.#skipSpace();
      if (this.#at === this.#text.length) throw this.#malformed();
    }
    return this.#at < this.#text.length;
  }

  #member(): Member {
    return this.#peek() === 0x28 ? this.#innerList() : this.#item();
  }

  #innerList(): InnerList {
    this.#at++;
    const items: Item[] = [];
    for (;;) {
      while (this.#take(SPACE));
      if (this.#take(0x29)) return { kind: "list", items, parameters: this.#parameters() };
      items.push(this.#item());
      checkLimit(items.length, this.#limits.items, "items in a structured list");
      if (this.#peek() !== SPACE && this.#peek() !== 0x29) throw this.#malformed();
    }
  }

  #item(): Item {
    return this.#itemOf(this.#bareItem());
  }

  #itemOf(item: BareItem): Item {
    return { kind: "item", item, parameters: this.#parameters() };
  }

  #parameters(): Parameters {
    if (this.#peek() !== SEMICOLON) return NO_PARAMETERS;
    const parameters = new Map<string, BareItem>();
    while (this.#take(SEMICOLON)) {
      while (this.#take(SPACE));
      const key = this.#key();
      parameters.set(key, this.#take(EQUALS) ? this.#bareItem() : TRUE);
      checkLimit(parameters.size, this.#limits.parameters, "parameters in a structured field");
    }
    return parameters;
  }

  #key(): string {
    if (!isKeyStart(this.#peek())) throw this.#malformed();
    return this.#while(isKeyPart);
  }

  #bareItem(): BareItem {
    const first = this.#peek();
    if (first === QUOTE) return { type: "string", value: this.#string() };
    if (first === COLON) return { type: "bytes", value: this.#bytes() };
    if (first === 0x3f) return { type: "boolean", value: this.#boolean() };
    if (first === 0x2d || isDigit(first)) return this.#number();
    if (isTokenStart(first)) return { type: "token", value: this.#while(isTokenPart) };
    if (this.#take(0x40)) {
      const { type, value } = this.#number();
      if (type === "integer") return { type: "date", value };
    }
    if (this.#take(0x25) && this.#peek() === QUOTE) {
      const value = decodeDisplayString(this.#quoted());
      if (value !== undefined) return { type: "display-string", value };
    }
    throw this.#malformed();
  }

  #number(): { readonly type: "integer" | "decimal"; readonly value: number } {
    const start = this.#at;
    this.#take(0x2d);
    const whole = this.#while(isDigit).length;
    const isDecimal = this.#take(0x2e);
    const fraction = isDecimal ? this.#while(isDigit).length : 1;
    if (whole === 0 || whole > (isDecimal ? 12 : 15) || fraction === 0 || fraction > 3)
      throw this.#malformed();
    // Adding 0 turns -0 into the 0 that it is written as.
    const value = Number(this.#text.slice(start, this.#at)) + 0;
    return { type: isDecimal ? "decimal" : "integer", value };
  }

  #string(): string {
    let value = "";
    let start = ++this.#at;
    for (;;) {
      const code = this.#peek();
      if (code === QUOTE) return value + this.#text.slice(start, this.#at++);
      if (!(code >= SPACE && code <= 0x7e)) throw this.#malformed();
      if (code === BACKSLASH) {
        value += this.#text.slice(start, this.#at++);
        if (this.#peek() !== QUOTE && this.#peek() !== BACKSLASH) throw this.#malformed();
        start = this.#at;
      }
      this.#at++;
    }
  }

  #bytes(): Uint8Array {
    const end = this.#text.indexOf(":", this.#at + 1);
    const bytes = end === -1 ? undefined : decodeBase64(this.#text, allocate, this.#at + 1, end);
    if (bytes === undefined) throw this.#malformed();
    this.#at = end + 1;
    return bytes;
  }

  #quoted(): string {
    const end = this.#text.indexOf('"', this.#at + 1);
    if (end === -1) throw this.#malformed();
    const text = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return text;
  }

  #boolean(): boolean {
    this.#at++;
    if (this.#take(0x31)) return true;
    if (this.#take(0x30)) return false;
    throw this.#malformed();
  }

  #while(isPart: (code: number) => boolean): string {
    const start = this.#at;
    while (isPart(this.#peek())) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #skipSpace(): void {
    while (this.#take(SPACE) || this.#take(TAB));
  }

  #take(code: number): boolean {
    if (this.#peek() !== code) return false;
    this.#at++;
    return true;
  }

  /** NaN at the end, which is in no class of characters. */
  #peek(): number {
    return this.#text.charCodeAt(this.#at);
  }

  #malformed(): SignatureError {
    return new SignatureError(this.#code, `Not a structured field at character ${this.#at}`, {
      actual: this.#text.slice(this.#at, this.#at + 40),
    });
  }
}
