// The properties that Mastodon's documents have, and the loop that applies readers to a record.
import type { JsonObject } from "../json.ts";
import type { ContentFields, Source } from "../vocabulary/content.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import type { Properties } from "../vocabulary/properties.ts";
import { attachments } from "./attachment.ts";
import { collectionRef } from "./collection-ref.ts";
import {
  firstIdentifier,
  identifier,
  identifiers,
  optionalIdentifier,
  recipients,
  webUrl,
} from "./identifier.ts";
import { links, pageOf } from "./link.ts";
import { firstRecord } from "./property.ts";
import { type Readers, readersOf } from "./readers.ts";
import type { Read, Reading } from "./reading.ts";
import { flag, instant, languageMap, text } from "./scalar.ts";
import { tags } from "./tag.ts";

const source: Read<Source> = (value) => {
  const record = firstRecord(value);
  const content = text(record?.["content"]);
  return content === null ? null : { content, mediaType: text(record?.["mediaType"]) };
};

/** An empty list, shared by all that have nothing in one. */
export const NONE: readonly never[] = [];

/** What statuses and profiles have in common. */
export const SHARED: Readers = /* @__PURE__ */ readersOf<ContentFields>([
  [identifier, null, "id"],
  [text, null, "name", "summary"],
  [languageMap, null, "nameMap", "summaryMap"],
  [instant, null, "published", "updated"],
  [webUrl, null, "image"],
  [tags, { mentions: NONE, hashtags: NONE, emojis: NONE }, "tag=tags"],
]);

/** Whom something is addressed to. */
export const AUDIENCE: Readers = /* @__PURE__ */ readersOf<ContentFields>([
  [recipients, NONE, "to", "cc", "bto", "bcc", "audience"],
]);

/** What statuses have beside that. */
export const STATUS: Readers = /* @__PURE__ */ readersOf<ContentFields>([
  [identifiers, NONE, "attributedTo=authors"],
  [links, NONE, "url=links"],
  [attachments, NONE, "attachment=attachments"],
  [text, null, "content", "mediaType"],
  [languageMap, null, "contentMap"],
  [flag, null, "sensitive"],
  [firstIdentifier, null, "inReplyTo"],
  [optionalIdentifier, null, "context", "conversation", "quoteAuthorization"],
  [collectionRef, null, "replies", "likes", "shares"],
  [source, null, "source"],
]);

/** The properties that statuses, profiles and what is done with them have in Mastodon. */
export const COMMON: Readers = /* @__PURE__ */ readersOf<Properties>(
  [[webUrl, undefined, "icon"]],
  [SHARED, AUDIENCE, STATUS],
);

/**
 * Adds to `into` what each property of the record says.
 * @param own readers that go before the others
 * @throws ActivityPubError what the readers throw
 */
export function fill<Known extends object>(
  record: JsonObject,
  into: Known,
  reading: Reading,
  readers: Readers,
  own?: Readers,
): Known {
  const { path } = reading;
  const depth = path.push("") - 1;
  // The readers' types hold field by field, above; the loop cannot repeat them.
  const fields = into as Record<string, unknown>;
  for (const term in record) {
    const value = record[term] ?? null;
    const reader = own?.get(term) ?? readers.get(term);
    if (reader === undefined || value === null) continue;
    path[depth] = term;
    const result = reader[1](value, reading);
    if (result !== null) fields[reader[0]] = result;
  }
  path.pop();
  return into;
}

/** The same without `readonly`, while it is being filled. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Adds to `into` what each property of an object says, and what follows from that.
 * @param own readers that go before those of the reading
 * @throws ActivityPubError what the readers throw
 */
export function readProperties<Known extends object>(
  record: JsonObject,
  into: Known,
  reading: Reading,
  own?: Readers,
): Known {
  const fields: Writable<Properties> = fill(record, into, reading, reading.readers, own);
  const [author] = fields.authors ?? [];
  if (author !== undefined) fields.attributedTo = author;
  const page = pageOf(fields.links ?? NONE);
  if (page !== undefined) fields.url = page;
  // The plain text stands in from the map's first entry when it is absent.
  const { nameMap, contentMap, summaryMap } = fields;
  if (nameMap) fields.name ??= firstOf(nameMap);
  if (contentMap) fields.content ??= firstOf(contentMap);
  if (summaryMap) fields.summary ??= firstOf(summaryMap);
  return into;
}

// Maps without an entry are not read.
function firstOf(map: LanguageMap): string {
  return Object.values(map)[0] ?? "";
}
