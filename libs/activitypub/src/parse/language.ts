// Finds the language of an object: its language maps, its own `language`, then the context's (BCP 47 tags).
import { isRecord, type JsonObject } from "../json.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import { text } from "./scalar.ts";

const TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}$/;

/**
 * The language of the text that `content` shows: the map's entry that equals it, else the map's first entry.
 * @returns a BCP 47 tag as sent, or null when none is told or it is `und`
 */
export function languageOf(
  record: JsonObject,
  texts: readonly (readonly [string | null, LanguageMap | null])[],
  contextual: string | null,
): string | null {
  for (const [plain, map] of texts) {
    if (map === null) continue;
    const tags = Object.keys(map);
    const tag = tags.find((candidate) => map[candidate] === plain) ?? tags[0];
    if (tag !== undefined && isTag(tag)) return tag;
  }
  const own = record["language"] ?? record["inLanguage"];
  const named = isRecord(own) ? text(own["identifier"]) : text(own);
  if (named !== null && isTag(named)) return named;
  return contextual !== null && isTag(contextual) ? contextual : null;
}

function isTag(tag: string): boolean {
  return tag !== "und" && TAG.test(tag);
}
