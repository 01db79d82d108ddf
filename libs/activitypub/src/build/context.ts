// Writes the @context that a document needs: ActivityStreams, and a definition of each extension term it uses.
import type { JsonObject, JsonValue } from "../json.ts";
import { ACTIVITYSTREAMS, namespaceOf } from "../namespace.ts";
import { type Members, record } from "./record.ts";
import { ALL_TERMS } from "./terms.ts";

/**
 * The record with the `@context` it needs in front, which replaces each that is in it. Members that are undefined or null
 * are left out, times in ms become ISO 8601.
 * @throws ActivityPubError `invalid-input` for an id that is none, or an instant out of the years 0001 to 9999
 */
export function withContext(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return withContextOf(ALL_TERMS, members);
}

/** As `withContext`, of a table of terms. */
export function withContextOf(terms: string, members: Members): JsonObject {
  const built = record(members);
  const used = termsOf(built);
  const contexts: JsonValue[] = [ACTIVITYSTREAMS];
  const inline: Record<string, JsonValue> = {};
  let source = "";
  for (const word of terms.split(" ")) {
    const [term = "", name] = word.split(/[=@+]/);
    if (term.includes(":")) source = term;
    else if (term && used.has(term)) {
      if (source.includes("/")) contexts.push(source);
      else {
        // Every processor knows ActivityStreams' own prefix.
        if (source !== "as:") inline[source.slice(0, -1)] = namespaceOf(source);
        inline[term] = definition(source + (name || term), word);
      }
    }
  }
  if (Object.keys(inline).length > 0) contexts.push(inline);
  return { "@context": contexts.length === 1 ? ACTIVITYSTREAMS : contexts, ...built };
}

function definition(id: string, marked: string): JsonValue {
  const isList = marked.includes("+");
  const isId = marked.includes("@");
  return isList || isId
    ? { ...(isList && { "@container": "@list" }), "@id": id, ...(isId && { "@type": "@id" }) }
    : id;
}

/** The record without its own `@context`, as it stands inside another document. */
export function withoutContext(record: JsonObject): JsonObject {
  const { "@context": _context, ...rest } = record;
  return rest;
}

/** The property names and types that the record and those inside it use. */
function termsOf(record: JsonObject): ReadonlySet<unknown> {
  const used = new Set<unknown>();
  JSON.stringify(record, (key, value: JsonValue) => {
    used.add(key === "type" ? value : key);
    // Keys of a language map are language tags, not terms.
    return key.endsWith("Map") ? null : value;
  });
  return used;
}
