// The door for everything from outside: text or value to a bounded JSON record with a context that is understood.
import { refuse } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { compact } from "./compact.ts";
import { FORBIDDEN, readContext } from "./context.ts";
import type { Reading } from "./reading.ts";

// Readers call themselves for what is embedded: beyond this, an engine's stack may end before the bound does.
const DEEPEST = 256;

/** A document that may be read: with short names, what of it was sent otherwise, and the language that its context declares. */
export type Document = Pick<Reading, "root" | "sent" | "language">;

/**
 * Reads a document: JSON text if given a string, else a JSON value that someone has parsed already.
 * @throws ActivityPubError `not-json`, `not-an-object`, `too-large`, `too-deep`, `too-many`, `forbidden-keyword`,
 *   `foreign-context`, `redefined-term`
 */
export function readDocument(input: unknown, limits: Limits): Document {
  const document = typeof input === "string" ? fromText(input, limits) : input;
  const survey: Survey = { limits, values: limits.values, size: 0, isCompact: true, language: null };
  visit(document, 1, survey);
  // All of it has been visited: it is JSON.
  if (!isRecord(document as JsonValue)) refuse("not-an-object");
  const root = document as JsonObject;
  const sent = new Map<JsonObject, JsonObject>();
  return { root: survey.isCompact ? root : compact(root, sent), sent, language: survey.language };
}

interface Survey {
  readonly limits: Limits;
  /** How many more there may be: checked with each, as a list may have millions. */
  values: number;
  size: number;
  /** True while no property name is a full or prefixed one, or a keyword of JSON-LD. */
  isCompact: boolean;
  language: string | null;
}

// Recursion is safe: it ends at the bound of depth.
function visit(value: unknown, depth: number, survey: Survey): void {
  if (--survey.values < 0) refuse("too-many");
  if (typeof value === "string") survey.size += value.length;
  else if (typeof value === "object" && value !== null) visitStructured(value, depth, survey);
  else if (value !== null && typeof value !== "boolean" && !Number.isFinite(value)) refuse("not-json");
}

/** Arrays and objects, the structured types of RFC 8259. */
function visitStructured(value: object, depth: number, survey: Survey): void {
  const { limits } = survey;
  if (depth > limits.depth || depth > DEEPEST) refuse("too-deep");
  if (Array.isArray(value)) for (const entry of value as readonly unknown[]) visit(entry, depth + 1, survey);
  else
    for (const name in value) {
      const member = (value as Readonly<Record<string, unknown>>)[name];
      survey.size += name.length;
      if (name[0] === "@" || name.includes(":")) {
        if (name === "@context") {
          visitContext(member, depth, survey);
          continue;
        }
        if (FORBIDDEN.test(name)) refuse("forbidden-keyword");
        survey.isCompact = false;
      }
      visit(member, depth + 1, survey);
    }
  if (survey.size > limits.size) refuse("too-large");
}

function visitContext(value: unknown, depth: number, survey: Survey): void {
  const { isCompact } = survey;
  visit(value, depth + 1, survey);
  // How a context writes its definitions says nothing of how properties are written.
  survey.isCompact = isCompact;
  const path = `$${depth === 1 ? "" : ".."}["@context"]`;
  const language = readContext(value as JsonValue, path);
  if (depth > 1) return;
  if (language === undefined) refuse("foreign-context", path);
  survey.language = language;
}

function fromText(text: string, { size }: Limits): unknown {
  if (text.length > size) refuse("too-large");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return refuse("not-json");
  }
}
