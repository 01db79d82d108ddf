// Finds the language of an object: its language maps, its own `language`, then the context's (BCP 47 tags).
import { isRecord, type JsonObject } from "../json.ts";
import type { ContentFields } from "../vocabulary/content.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import { text } from "./scalar.ts";

const TAG = /^(?!und$)[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}$/;

/**
 * The language of the text that `content` shows: the map's entry that equals it, else the map's first entry.
 * @returns a BCP 47 tag as sent, or null when none is told or it is `und`
 */
export function languageOf(
  record: JsonObject,
  object: ContentFields,
  contextual: string | null,
): string | null {
  const own = record["language"] ?? record["inLanguage"];
  return (
    ofMap(object.content, object.contentMap) ??
    ofMap(object.name, object.nameMap) ??
    ofMap(object.summary, object.summaryMap) ??
    checked(text(isRecord(own) ? own["identifier"] : own)) ??
    checked(contextual)
  );
}

function checked(tag: string | null): string | null {
  return tag !== null && TAG.test(tag) ? tag : null;
}

function ofMap(plain: string | null, map: LanguageMap | null): string | null {
  if (map === null) return null;
  const tags = Object.keys(map);
  return checked(tags.find((tag) => map[tag] === plain) ?? tags[0] ?? null);
}
