// Finds the language of an object: its language maps, its own `language`, then the context's (BCP 47 tags).
import { isRecord, type JsonObject } from "../json.ts";
import type { ContentFields } from "../vocabulary/content.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import { text } from "./scalar.ts";

const TAG = /^(?!und$)[a-z]{2,8}(?:-[a-z\d]{1,8}){0,6}$/i;

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
  const told = [
    tagIn(object.contentMap, object.content),
    tagIn(object.nameMap, object.name),
    tagIn(object.summaryMap, object.summary),
    text(isRecord(own) ? own["identifier"] : own),
    contextual,
  ];
  return told.find((tag) => TAG.test(tag ?? "")) ?? null;
}

function tagIn(map: LanguageMap | null, plain: string | null): string | undefined {
  const tags = Object.keys(map ?? {});
  return tags.find((tag) => map?.[tag] === plain) ?? tags[0];
}
