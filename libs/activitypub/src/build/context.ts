// Writes the @context that a document needs: ActivityStreams, and a definition of each extension term it uses.
import type { JsonObject, JsonValue } from "../json.ts";
import { ACTIVITYSTREAMS, namespaceOf } from "../namespace.ts";
import { ALL_TERMS } from "./terms.ts";

/** The record with the `@context` it needs in front. Any `@context` inside it is replaced by this one. */
export function withContext(record: JsonObject): JsonObject {
  return withContextOf(ALL_TERMS, record);
}

/** As `withContext`, of a table of terms. */
export function withContextOf(terms: string, record: JsonObject): JsonObject {
  const used = termsOf(record);
  const contexts: JsonValue[] = [ACTIVITYSTREAMS];
  const inline: Record<string, JsonValue> = {};
  let source = "";
  for (const word of terms.split(" ")) {
    const [term = "", name = term] = word.replace(/[@+]+$/, "").split("=");
    if (term.includes(":")) source = term;
    else if (term && used.has(term)) {
      if (source.includes("/")) contexts.push(source);
      else {
        // Every processor knows ActivityStreams' own prefix.
        if (source !== "as:") inline[source.slice(0, -1)] = namespaceOf(source);
        inline[term] = definition(source + name, word);
      }
    }
  }
  if (Object.keys(inline).length > 0) contexts.push(inline);
  return { "@context": contexts.length === 1 ? ACTIVITYSTREAMS : contexts, ...withoutContext(record) };
}

function definition(id: string, marked: string): JsonValue {
  const isList = marked.endsWith("+");
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
    used.add(key);
    if (key === "type") used.add(value);
    // Keys of a language map are language tags, not terms.
    return key === "@context" || key.endsWith("Map") ? null : value;
  });
  return used;
}
