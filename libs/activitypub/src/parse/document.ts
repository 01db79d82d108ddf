// The door for everything from outside: text or value to a bounded JSON record with a context that is understood.
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { type Context, FORBIDDEN, readContext } from "./context.ts";
import { refuse } from "./reading.ts";

declare const TextEncoder: new () => { encode(text: string): { readonly length: number } };

// Readers call themselves for what is embedded: beyond this, an engine's stack may end before the bound does.
const DEEPEST = 256;
// The same names come again and again: those that were looked at need no second look.
const plainNames = /* @__PURE__ */ new Set<string>();
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
  visit("", document, 1, survey);
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
function visit(key: string, value: unknown, depth: number, survey: Survey): void {
  const { limits, isCompact } = survey;
  survey.size += key.length;
  if (!plainNames.has(key)) {
    if (/^@|:/.test(key)) survey.isCompact = false;
    else if (plainNames.size < 1_024) plainNames.add(key);
    if (FORBIDDEN.includes(key)) refuse("forbidden-keyword");
  }
  if (typeof value === "string") survey.size += value.length;
  else if (typeof value === "object" && value !== null) {
    if (depth > limits.depth || depth > DEEPEST) refuse("too-deep");
    if (Array.isArray(value)) for (const entry of value) visit("", entry, depth + 1, survey);
    else
      for (const name in value)
        visit(name, (value as Readonly<Record<string, unknown>>)[name], depth + 1, survey);
  } else if (value !== null && typeof value !== "boolean" && !Number.isFinite(value)) refuse("not-json");
  if (++survey.values > limits.values) refuse("too-many");
  if (survey.size > limits.size) refuse("too-large");
  if (key === "@context") {
    const isOwn = depth === 2;
    readContext(value as JsonValue, isOwn ? CONTEXT_PATH : '$..["@context"]', isOwn ? survey : { ...survey });
    // How a context writes its definitions says nothing of how properties are written.
    survey.isCompact = isCompact;
  }
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
