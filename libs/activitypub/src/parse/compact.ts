// Gives documents with full or prefixed names, or JSON-LD's expanded values, the compact form that most are sent in.
import { refuse } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { shortName } from "../namespace.ts";
import { within } from "./reading.ts";

// What there is one of in a value or a list: beside it stand its type, its language and the like.
const HOLDS = /^(?!type$|@)|^@(?:id|list|set|value)$/;

type Sent = Map<JsonObject, JsonObject>;

/**
 * A copy with short property names, in which a value object is its value, a list object its list, and a record of nothing
 * but `@id` that id (JSON-LD 1.1, sections 4.2 and 4.3). Contexts are left as they are.
 * @param sent is told what each record of the copy was
 * @throws ActivityPubError `redefined-term` when a property is given under two names; `invalid-property` when a value
 *   object or a list object has members of another (JSON-LD 1.1, sections 9.5 and 9.7)
 */
export function compact(record: JsonObject, sent: Sent): JsonObject {
  const members = new Map<string, JsonValue>();
  for (const key in record) {
    const name = shortName(key);
    if (members.has(name)) within(name, refuse, "redefined-term" as const, "$");
    const value = record[key] ?? null;
    members.set(name, name === "@context" ? value : within(name, compactValue, value, sent));
  }
  const copy = Object.fromEntries(members);
  sent.set(copy, record);
  return copy;
}

function compactValue(value: JsonValue, sent: Sent): JsonValue {
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).flatMap((entry, index) =>
      within(index, compactValue, entry, sent),
    );
  if (!isRecord(value)) return value;
  const names = Object.keys(value);
  const plain =
    value["@value"] ?? value["@list"] ?? value["@set"] ?? (names.length === 1 ? value["@id"] : undefined);
  if (plain === undefined) return compact(value, sent);
  // With an id or properties as well, it is one thing to who reads the value, another to who reads the record.
  if (names.filter((name) => HOLDS.test(name)).length > 1) refuse("invalid-property");
  return compactValue(plain, sent);
}
