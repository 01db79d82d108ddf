// The door for everything from outside: text or value to a bounded JSON record with a context that is understood.
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { checkContext, checkDefinitions } from "./context.ts";

// With these, the same bytes say something else to a JSON-LD processor than to a reader of plain JSON.
const FORBIDDEN = new Set(["@graph", "@included", "@reverse"]);

// Readers call themselves for what is embedded: beyond this, an engine's stack may end before the bound does.
const DEEPEST = 256;

/** A document that may be read. */
export interface Document {
  readonly document: JsonObject;
  /** True when no property name in it is a full or prefixed one, or a keyword of JSON-LD. */
  readonly compact: boolean;
}

/**
 * Reads a document: JSON text if given a string, else a JSON value that someone has parsed already.
 * @throws ActivityPubError `not-json`, `not-an-object`, `too-large`, `too-deep`, `too-many`, `forbidden-keyword`,
 *   `foreign-context`, `redefined-term`
 */
export function readDocument(input: unknown, limits: Limits): Document {
  const value = typeof input === "string" ? fromText(input, limits) : input;
  const survey: Survey = {
    limits,
    depth: Math.min(limits.depth, DEEPEST),
    values: 0,
    size: 0,
    compact: true,
  };
  visit(value, 1, survey);
  // All of it has been visited: it is JSON.
  const document = value as JsonValue;
  if (!isRecord(document)) throw new ActivityPubError("not-an-object", "$");
  checkContext(document);
  return { document, compact: survey.compact };
}

function fromText(text: string, limits: Limits): unknown {
  if (utf8Exceeds(text, limits.size)) tooLarge();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ActivityPubError("not-json", "$");
  }
}

function tooLarge(): never {
  throw new ActivityPubError("too-large", "$");
}

function utf8Exceeds(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is four bytes: two for each half.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes > limit;
}

interface Survey {
  readonly limits: Limits;
  readonly depth: number;
  values: number;
  size: number;
  compact: boolean;
}

// Recursion is safe: it ends at the bound of depth.
function visit(value: unknown, depth: number, survey: Survey): void {
  if (typeof value === "object" && value !== null) {
    if (depth > survey.depth) throw new ActivityPubError("too-deep", "$");
    if (Array.isArray(value)) {
      const entries = value as readonly unknown[];
      for (let index = 0; index < entries.length; index++) visit(entries[index], depth + 1, survey);
    } else visitMembers(value as Readonly<Record<string, unknown>>, depth, survey);
  } else if (typeof value === "string") survey.size += value.length;
  else if (value !== null && typeof value !== "boolean" && !Number.isFinite(value))
    throw new ActivityPubError("not-json", "$");
  const { limits } = survey;
  if (++survey.values > limits.values) throw new ActivityPubError("too-many", "$");
  if (survey.size > limits.size) tooLarge();
}

function visitMembers(record: Readonly<Record<string, unknown>>, depth: number, survey: Survey): void {
  for (const key in record) {
    const value = record[key];
    survey.size += key.length;
    if (key === "@context") {
      checkDefinitions(value, depth === 1 ? '$["@context"]' : '$..["@context"]');
      const { compact } = survey;
      visit(value, depth + 1, survey);
      // How a context writes its definitions says nothing of how properties are written.
      survey.compact = compact;
      continue;
    }
    if (key.charCodeAt(0) === 0x40) {
      if (FORBIDDEN.has(key)) throw new ActivityPubError("forbidden-keyword", "$");
      survey.compact = false;
    } else if (survey.compact && key.includes(":")) survey.compact = false;
    visit(value, depth + 1, survey);
  }
}
