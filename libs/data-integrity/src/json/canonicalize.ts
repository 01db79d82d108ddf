// The JSON Canonicalization Scheme (RFC 8785): one text for all spellings of the same JSON value.

import { IntegrityError } from "../error.ts";

/** How much JSON is canonicalised before it is refused. */
export interface JsonLimits {
  /** Objects and arrays inside each other; 64 unless said. */
  readonly depth?: number;
  /** UTF-16 code units of all names and strings, plus one for each value; 1,048,576 unless said. */
  readonly size?: number;
}

const DEPTH = 64;
const SIZE = 1_048_576;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/**
 * The canonical text of a JSON value (RFC 8785 section 3.2): no white space, names in the order of their UTF-16 code
 * units, numbers and strings as ECMAScript writes them. Takes what JSON.parse gives, and nothing else.
 *
 * Throws `json_invalid` with the `path` for what I-JSON (RFC 7493) does not have: NaN and the infinities (which
 * JSON.parse makes of `1e999`), a surrogate without its partner, `undefined`, a bigint, an object that is no plain
 * one; and for the name `__proto__`, which turns into something else when the value is copied carelessly. Throws
 * `json_too_deep` (cycles end here too) and `json_too_large`.
 */
export function canonicalize(value: unknown, limits: JsonLimits = {}): string {
  return new Canonicalizer(limits.depth ?? DEPTH, limits.size ?? SIZE).value(value);
}

class Canonicalizer {
  readonly #depth: number;
  #room: number;
  readonly #path: (string | number)[] = [];

  constructor(depth: number, size: number) {
    this.#depth = depth;
    this.#room = size;
  }

  value(value: unknown): string {
    switch (typeof value) {
      case "string":
        return this.#string(value);
      case "number":
        this.#take(1);
        if (!Number.isFinite(value)) throw this.#invalid("A number that JSON cannot write");
        // Minus zero comes out as 0 (RFC 8785 section 3.2.2.3).
        return String(value);
      case "boolean":
        this.#take(1);
        return value ? "true" : "false";
      case "object":
        this.#take(1);
        if (value === null) return "null";
        return Array.isArray(value) ? this.#array(value) : this.#object(value);
      default:
        throw this.#invalid(`JSON has no ${typeof value}`);
    }
  }

  #string(text: string): string {
    this.#take(text.length + 1);
    // The escapes of RFC 8785 section 3.2.2.2 are those of JSON.stringify; it escapes lone surrogates besides.
    const quoted = JSON.stringify(text);
    if (quoted.includes("\\ud") && LONE_SURROGATE.test(text)) {
      throw this.#invalid("A surrogate without its partner");
    }
    return quoted;
  }

  #array(values: readonly unknown[]): string {
    this.#checkDepth();
    const path = this.#path;
    let text = "[";
    for (let index = 0; index < values.length; index++) {
      path.push(index);
      text += (index === 0 ? "" : ",") + this.value(values[index]);
      path.pop();
    }
    return `${text}]`;
  }

  #object(value: object): string {
    this.#checkDepth();
    if (!isPlain(value)) throw this.#invalid("Not a plain object");
    const path = this.#path;
    let text = "{";
    // The default order of sort() is that of RFC 8785 section 3.2.3: UTF-16 code units.
    for (const name of Object.keys(value).sort()) {
      path.push(name);
      if (name === "__proto__") throw this.#invalid("A member named __proto__");
      const member: unknown = Reflect.get(value, name);
      text += `${text === "{" ? "" : ","}${this.#string(name)}:${this.value(member)}`;
      path.pop();
    }
    return `${text}}`;
  }

  #take(size: number): void {
    this.#room -= size;
    if (this.#room < 0) throw new IntegrityError("json_too_large", "The JSON is too large");
  }

  #checkDepth(): void {
    if (this.#path.length < this.#depth) return;
    throw new IntegrityError("json_too_deep", `More than ${this.#depth} objects and arrays in each other`);
  }

  #invalid(message: string): IntegrityError {
    const path = this.#path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`);
    return new IntegrityError("json_invalid", message, { path: path.join("") });
  }
}

/** Made by JSON.parse or a literal, of this realm or another: its prototype, if any, is the last one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
