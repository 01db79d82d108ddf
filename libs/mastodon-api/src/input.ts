/**
 * What a client sent, however it sent it: query, JSON, urlencoded or multipart, arrays as `id[]=`, `id=` or `id[0]=`,
 * nested fields as `source[privacy]=`. Sizes and counts are bounded; everything is text until a reader asks for more.
 */

import { parseId } from "@mastic/core";
import { ApiError } from "./error.ts";
import type { ApiRequest, UploadedFile } from "./request.ts";

type Value = string | UploadedFile;

const PAIRS = 1000;
const DEPTH = 5;

/** Fields by their normalised path: `source.privacy`, `media_ids` (repeated), `fields_attributes.0.name`. */
export class Input {
  readonly #values: ReadonlyMap<string, readonly Value[]>;

  constructor(values: ReadonlyMap<string, readonly Value[]>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The names of all fields, of nested ones and lists what stands before the first dot. */
  names(): ReadonlySet<string> {
    return new Set(Array.from(this.#values.keys(), (name) => name.split(".", 1)[0] ?? name));
  }

  /** The text of a field; `undefined` when it is missing. */
  text(name: string): string | undefined {
    const value = this.#values.get(name)?.at(-1);
    return typeof value === "string" ? value : undefined;
  }

  /** @throws {ApiError} 422 when it is missing or empty */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === "") throw invalid(name, "ERR_BLANK", "can't be blank");
    return value;
  }

  /** Rails' idea of a boolean: everything but these words is true. */
  boolean(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    return !["0", "f", "F", "false", "FALSE", "off", "OFF"].includes(value);
  }

  /**
   * One of these words; `undefined` when it is missing or empty.
   * @throws {ApiError} 422 when it is none of them
   */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    const found = words.find((word) => word === value);
    if (found === undefined) throw invalid(name, "ERR_INCLUSION", "is not included in the list");
    return found;
  }

  /** A whole number, clamped into its bounds; `fallback` when it is missing or none. */
  integer(name: string, bounds: { min: number; max: number; fallback: number }): number {
    const value = this.text(name);
    if (value === undefined || !/^-?\d{1,15}$/.test(value)) return bounds.fallback;
    return Math.min(bounds.max, Math.max(bounds.min, Number(value)));
  }

  /** A Snowflake id; `undefined` when it is missing or none. */
  id(name: string): bigint | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : parseId(value);
  }

  /** Every value of a repeated field, at most `most`. */
  list(name: string, most = 100): string[] {
    const found = (this.#values.get(name) ?? []).filter((value) => typeof value === "string");
    for (let i = 0; i < most && this.#values.has(`${name}.${i}`); i += 1) {
      const value = this.text(`${name}.${i}`);
      if (value !== undefined) found.push(value);
    }
    return found.slice(0, most);
  }

  file(name: string): UploadedFile | undefined {
    const value = this.#values.get(name)?.at(-1);
    return value === undefined || typeof value === "string" ? undefined : value;
  }
}

export function invalid(field: string, error: string, description: string): ApiError {
  return new ApiError(422, `Validation failed: ${field} ${description}`, {
    details: { [field]: [{ error, description }] },
  });
}

/** Reads query and body into one set of fields; the body wins. */
export function readInput(request: ApiRequest): Input {
  const values = new Map<string, Value[]>();
  const mark = request.url.indexOf("?");
  if (mark >= 0) readForm(request.url.slice(mark + 1), values);
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (request.form !== undefined) {
    const body = new Map<string, Value[]>();
    for (const [name, value] of request.form.slice(0, PAIRS)) add(body, path(name), value);
    merge(values, body);
  } else if (request.body !== undefined && request.body.length > 0) {
    const body = new Map<string, Value[]>();
    const text = decodeUtf8(request.body);
    if (type === "application/json" || type.endsWith("+json")) readJson(text, body);
    else readForm(text, body);
    merge(values, body);
  }
  return new Input(values);
}

function merge(into: Map<string, Value[]>, from: ReadonlyMap<string, Value[]>): void {
  for (const [name, value] of from) into.set(name, value);
}

function add(values: Map<string, Value[]>, name: string, value: Value): void {
  if (typeof value === "string") checkText(value);
  const present = values.get(name);
  if (present === undefined) values.set(name, [value]);
  else if (present.length < PAIRS) present.push(value);
}

/** No store keeps U+0000 or half a surrogate pair. @throws {ApiError} 400, as in Mastodon */
export function checkText(text: string): void {
  if (/[\0\ud800-\udfff]/u.test(text)) throw new ApiError(400, "The request holds text that is none");
}

/** `a[b][]` -> `a.b`, `a[0]` -> `a.0`. */
function path(name: string): string {
  return name.replaceAll("[]", "").replaceAll("[", ".").replaceAll("]", "");
}

function readForm(text: string, values: Map<string, Value[]>): void {
  let count = 0;
  for (const pair of text.split("&", PAIRS + 1)) {
    if (pair === "") continue;
    count += 1;
    if (count > PAIRS) throw new ApiError(400, "Too many parameters");
    const equals = pair.indexOf("=");
    const name = decodePart(equals < 0 ? pair : pair.slice(0, equals));
    add(values, path(name), equals < 0 ? "" : decodePart(pair.slice(equals + 1)));
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    throw new ApiError(400, "Malformed percent-encoding");
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError(400, "The body is not UTF-8");
  }
}

function readJson(text: string, values: Map<string, Value[]>): void {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ApiError(400, "The body is not JSON");
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new ApiError(400, "The body is not a JSON object");
  }
  flatten(json, "", 0, values);
}

function flatten(value: unknown, name: string, depth: number, values: Map<string, Value[]>): void {
  if (depth > DEPTH || values.size > PAIRS) throw new ApiError(400, "The body is too deep or too wide");
  if (value === null || value === undefined) {
    if (name !== "") add(values, name, "");
  } else if (Array.isArray(value)) {
    if (value.length > PAIRS) throw new ApiError(400, "The body is too deep or too wide");
    value.forEach((item: unknown, index) => {
      const nested = typeof item === "object" && item !== null;
      flatten(item, nested ? `${name}.${index}` : name, depth + 1, values);
    });
  } else if (typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      flatten(item, name === "" ? key : `${name}.${key}`, depth + 1, values);
    }
  } else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    add(values, name, String(value));
  }
}
