// Reads what people publish: Note, Question, Article, Page, Image, Audio, Video, Event (spec 03: Status Properties).
import type { JsonObject, JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { ContentObject, Source } from "../vocabulary/content.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import type { ContentType } from "../vocabulary/type.ts";
import { readAttachments } from "./attachment.ts";
import { readAudience } from "./audience.ts";
import { readCollectionRef } from "./collection.ts";
import { contextLanguage } from "./context.ts";
import { languageOf } from "./language.ts";
import { pageOf, readLinks } from "./link.ts";
import { readPoll } from "./poll.ts";
import { readQuote } from "./quote.ts";
import { firstIdentifier, identifier, identifiers, optionalIdentifier, webUrl } from "./identifier.ts";
import { canonical, firstRecord } from "./property.ts";
import { flag, instant, languageMap, text } from "./scalar.ts";
import { readTags } from "./tag.ts";

/**
 * Reads a content object. Who wrote it, what it answers and whom it addresses must be right or absent; what only
 * decorates it (dates, links, tags, attachments) is left out where it is wrong.
 * @throws ActivityPubError `invalid-property`, `too-many`, `redefined-term`
 */
export function readContent(raw: JsonObject, type: ContentType, path: string, limits: Limits): ContentObject {
  const record = canonical(raw, path);
  const [name, nameMap] = naturalText(record, "name", path, limits);
  const [content, contentMap] = naturalText(record, "content", path, limits);
  const [summary, summaryMap] = naturalText(record, "summary", path, limits);
  const authors = identifiers(record["attributedTo"], `${path}.attributedTo`, limits.entries, limits);
  const links = readLinks(record["url"], `${path}.url`, limits);
  const texts = [[content, contentMap], [name, nameMap], [summary, summaryMap]] as const; // prettier-ignore
  return {
    kind: "content",
    type,
    id: identifier(record["id"], `${path}.id`, limits),
    attributedTo: authors[0] ?? null,
    authors,
    name,
    nameMap,
    content,
    contentMap,
    summary,
    summaryMap,
    source: readSource(record["source"], `${path}.source`),
    mediaType: text(record["mediaType"]),
    language: languageOf(record, texts, text(contextLanguage(raw))),
    sensitive: flag(record["sensitive"]),
    inReplyTo: firstIdentifier(record["inReplyTo"], `${path}.inReplyTo`, limits),
    published: instant(record["published"]),
    updated: instant(record["updated"]),
    url: pageOf(links),
    links,
    ...readAudience(record, path, limits),
    tags: readTags(record["tag"], `${path}.tag`, limits),
    attachments: readAttachments(record["attachment"], `${path}.attachment`, limits),
    image: webUrl(record["image"], limits) ?? webUrl(record["icon"], limits),
    replies: readCollectionRef(record["replies"], `${path}.replies`, limits),
    likes: readCollectionRef(record["likes"], `${path}.likes`, limits),
    shares: readCollectionRef(record["shares"], `${path}.shares`, limits),
    poll: type === "Question" ? readPoll(record, path, limits) : null,
    quote: readQuote(record, limits),
    quoteAuthorization: optionalIdentifier(record["quoteAuthorization"], limits),
    conversation: optionalIdentifier(record["conversation"], limits),
    context: optionalIdentifier(record["context"], limits),
    raw,
  };
}

/** A natural-language property with its map; the plain value stands in from the map's first entry when it is absent. */
export function naturalText(
  record: JsonObject,
  property: "name" | "content" | "summary",
  path: string,
  limits: Limits,
): readonly [string | null, LanguageMap | null] {
  const map = languageMap(record[`${property}Map`], `${path}.${property}Map`, limits);
  const plain = text(record[property]);
  return [plain ?? (map === null ? null : (Object.values(map)[0] ?? null)), map];
}

function readSource(value: JsonValue | undefined, path: string): Source | null {
  const source = firstRecord(value, path);
  const content = text(source?.["content"]);
  return content === null ? null : { content, mediaType: text(source?.["mediaType"]) };
}
