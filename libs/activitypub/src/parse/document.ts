// The door for everything from outside: text or value to a bounded JSON record, checked without recursion.
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { checkContext, checkDefinitions } from "./context.ts";

// With these, the same bytes say something else to a JSON-LD processor than to a reader of plain JSON.
const FORBIDDEN = new Set(["@graph", "@included", "@reverse"]);

/**
 * Reads a document: JSON text if given a string, else a JSON value that someone has parsed already.
 * @throws ActivityPubError `not-json`, `not-an-object`, `too-large`, `too-deep`, `too-many`, `forbidden-keyword`,
 *   `foreign-context`, `redefined-term`
 */
export function readDocument(input: unknown, limits: Limits): JsonObject {
  const value = typeof input === "string" ? fromText(input, limits) : input;
  assertBounded(value, limits);
  if (!isRecord(value)) throw new ActivityPubError("not-an-object", "$", "The document is not a JSON object");
  checkContext(value);
  return value;
}

function fromText(text: string, limits: Limits): unknown {
  if (utf8Exceeds(text, limits.size))
    throw new ActivityPubError("too-large", "$", `The document is larger than ${limits.size} bytes`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ActivityPubError("not-json", "$", "The document is not JSON");
  }
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

function assertBounded(root: unknown, limits: Limits): asserts root is JsonValue {
  const tally = { values: 0, size: 0 };
  const pending: object[] = [];
  const depths: number[] = [];
  // Arrays and objects wait their turn; everything else is counted on the spot.
  const visit = (value: unknown, depth: number): void => {
    if (++tally.values > limits.values)
      throw new ActivityPubError("too-many", "$", `The document has more than ${limits.values} values`);
    if (typeof value === "string") tally.size += value.length;
    else if (typeof value === "object" && value !== null) {
      if (depth > limits.depth)
        throw new ActivityPubError("too-deep", "$", `The document is nested deeper than ${limits.depth}`);
      pending.push(value);
      depths.push(depth + 1);
    } else if (value !== null && typeof value !== "boolean" && !Number.isFinite(value))
      throw new ActivityPubError("not-json", "$", `A value of type ${typeof value} is not JSON`);
  };
  visit(root, 1);
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const depth = depths.pop() ?? 1;
    if (Array.isArray(value)) for (const entry of value as readonly unknown[]) visit(entry, depth);
    else visitMembers(value as Readonly<Record<string, unknown>>, depth, tally, visit);
    if (tally.size > limits.size)
      throw new ActivityPubError("too-large", "$", `The document is larger than ${limits.size}`);
  }
}

function visitMembers(
  record: Readonly<Record<string, unknown>>,
  depth: number,
  tally: { size: number },
  visit: (value: unknown, depth: number) => void,
): void {
  for (const key of Object.keys(record)) {
    if (key.startsWith("@") && FORBIDDEN.has(key))
      throw new ActivityPubError("forbidden-keyword", "$", `${key} is not read`);
    if (key === "@context") checkDefinitions(record[key], depth === 2 ? '$["@context"]' : '$..["@context"]');
    tally.size += key.length;
    visit(record[key], depth);
  }
}
