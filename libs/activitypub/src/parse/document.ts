// The door for everything from outside: text or value to a bounded JSON record with a context that is understood.
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { type Context, FORBIDDEN, readContext } from "./context.ts";
import { refuse } from "./reading.ts";

declare const TextEncoder: new () => { encode(text: string): { readonly length: number } };

// Readers call themselves for what is embedded: beyond this, an engine's stack may end before the bound does.
const DEEPEST = 256;
const CONTEXT_PATH = '$["@context"]';

/** A document that may be read. */
export interface Document {
  readonly document: JsonObject;
  /** True when no property name in it is a full or prefixed one, or a keyword of JSON-LD. */
  readonly isCompact: boolean;
  /** The default language that its context declares. */
  readonly language: string | null;
}

/**
 * Reads a document: JSON text if given a string, else a JSON value that someone has parsed already.
 * @throws ActivityPubError `not-json`, `not-an-object`, `too-large`, `too-deep`, `too-many`, `forbidden-keyword`,
 *   `foreign-context`, `redefined-term`
 */
export function readDocument(input: unknown, limits: Limits): Document {
  const document = typeof input === "string" ? fromText(input, limits) : input;
  const survey: Survey = { limits, values: 0, size: 0, isCompact: true, isKnown: true, language: null };
  visit(document, 1, survey);
  // All of it has been visited: it is JSON.
  if (!isRecord(document as JsonValue)) refuse("not-an-object");
  if (!survey.isKnown) refuse("foreign-context", CONTEXT_PATH);
  return { document: document as JsonObject, isCompact: survey.isCompact, language: survey.language };
}

interface Survey extends Context {
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
    if (depth > limits.depth || depth > DEEPEST) refuse("too-deep");
    if (Array.isArray(value)) {
      const entries = value as readonly unknown[];
      for (let index = 0; index < entries.length; index++) visit(entries[index], depth + 1, survey);
    } else visitMembers(value as Readonly<Record<string, unknown>>, depth, survey);
  } else if (value !== null && typeof value !== "boolean" && !Number.isFinite(value)) refuse("not-json");
  if (++survey.values > limits.values) refuse("too-many");
  if (survey.size > limits.size) refuse("too-large");
}

function visitMembers(record: Readonly<Record<string, unknown>>, depth: number, survey: Survey): void {
  for (const name in record) {
    const value = record[name];
    survey.size += name.length;
    if (name.startsWith("@") || name.includes(":")) {
      if (name === "@context") {
        visitContext(value, depth, survey);
        continue;
      }
      if (FORBIDDEN.includes(name)) refuse("forbidden-keyword");
      survey.isCompact = false;
    }
    visit(value, depth + 1, survey);
  }
}

function visitContext(value: unknown, depth: number, survey: Survey): void {
  const { isCompact } = survey;
  visit(value, depth + 1, survey);
  // How a context writes its definitions says nothing of how properties are written.
  survey.isCompact = isCompact;
  if (depth === 1) readContext(value as JsonValue, CONTEXT_PATH, survey);
  else readContext(value as JsonValue, '$..["@context"]', { ...survey });
}

function fromText(text: string, { size }: Limits): unknown {
  if (text.length > size || (text.length * 3 > size && new TextEncoder().encode(text).length > size))
    refuse("too-large");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return refuse("not-json");
  }
}
