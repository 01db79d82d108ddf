// The door for everything from outside: text or value to a bounded JSON record with a context that is understood.
import { ActivityPubError, type ActivityPubErrorCode } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { checkContext, checkDefinitions, FORBIDDEN } from "./context.ts";

declare const TextEncoder: new () => { encode(text: string): { readonly length: number } };

// Readers call themselves for what is embedded: beyond this, an engine's stack may end before the bound does.
const DEEPEST = 256;

/** A document that may be read. */
export interface Document {
  readonly document: JsonObject;
  /** True when no property name in it is a full or prefixed one, or a keyword of JSON-LD. */
  readonly isCompact: boolean;
}

/**
 * Reads a document: JSON text if given a string, else a JSON value that someone has parsed already.
 * @throws ActivityPubError `not-json`, `not-an-object`, `too-large`, `too-deep`, `too-many`, `forbidden-keyword`,
 *   `foreign-context`, `redefined-term`
 */
export function readDocument(input: unknown, limits: Limits): Document {
  const value = typeof input === "string" ? fromText(input, limits) : input;
  const survey: Survey = { limits, values: 0, size: 0, isCompact: true };
  visit(value, 1, survey);
  // All of it has been visited: it is JSON.
  const document = value as JsonValue;
  if (!isRecord(document)) fail("not-an-object");
  checkContext(document);
  return { document, isCompact: survey.isCompact };
}

interface Survey {
  readonly limits: Limits;
  values: number;
  size: number;
  isCompact: boolean;
}

// Recursion is safe: it ends at the bound of depth.
function visit(value: unknown, depth: number, survey: Survey): void {
  const { limits } = survey;
  if (typeof value === "string") survey.size += value.length;
  else if (typeof value === "object" && value !== null) {
    if (depth > limits.depth || depth > DEEPEST) fail("too-deep");
    if (Array.isArray(value)) {
      const entries = value as readonly unknown[];
      for (let index = 0; index < entries.length; index++) visit(entries[index], depth + 1, survey);
    } else visitMembers(value as Readonly<Record<string, unknown>>, depth, survey);
  } else if (value !== null && typeof value !== "boolean" && !Number.isFinite(value)) fail("not-json");
  if (++survey.values > limits.values) fail("too-many");
  if (survey.size > limits.size) fail("too-large");
}

function visitMembers(record: Readonly<Record<string, unknown>>, depth: number, survey: Survey): void {
  for (const key in record) {
    const value = record[key];
    survey.size += key.length;
    const { isCompact } = survey;
    if (key.charCodeAt(0) === 0x40 || key.includes(":")) {
      survey.isCompact = false;
      if (FORBIDDEN.includes(key)) fail("forbidden-keyword");
    }
    visit(value, depth + 1, survey);
    if (key === "@context") {
      checkDefinitions(value as JsonValue, depth === 1 ? '$["@context"]' : '$..["@context"]');
      // How a context writes its definitions says nothing of how properties are written.
      survey.isCompact = isCompact;
    }
  }
}

function fromText(text: string, { size }: Limits): unknown {
  if (text.length > size || (text.length * 3 > size && new TextEncoder().encode(text).length > size))
    fail("too-large");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    fail("not-json");
  }
}

function fail(code: ActivityPubErrorCode): never {
  throw new ActivityPubError(code, "$");
}
