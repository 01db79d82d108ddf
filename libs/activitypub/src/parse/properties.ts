// The properties that Mastodon's documents have, and the loop that applies readers to a record.
import type { JsonObject } from "../json.ts";
import type { Source } from "../vocabulary/content.ts";
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

const source: Read<Source> = (value, reading) => {
  const record = firstRecord(value, reading);
  const content = text(record?.["content"]);
  return content === null ? null : { content, mediaType: text(record?.["mediaType"]) };
};
/** The properties that statuses, profiles and what is done with them have in Mastodon. */
export const COMMON: Readers = /* @__PURE__ */ readersOf<Properties & { id: string; attachments: unknown }>([
  [identifier, "id"],
  [identifiers, "attributedTo=authors"],
  [links, "url=links"],
  [tags, "tag=tags"],
  [attachments, "attachment=attachments"],
  [text, "name", "content", "summary", "mediaType"],
  [languageMap, "nameMap", "contentMap", "summaryMap"],
  [instant, "published", "updated"],
  [flag, "sensitive"],
  [recipients, "to", "cc", "bto", "bcc", "audience"],
  [firstIdentifier, "inReplyTo"],
  [optionalIdentifier, "context", "conversation", "quoteAuthorization"],
  [webUrl, "icon", "image"],
  [collectionRef, "replies", "likes", "shares"],
  [source, "source"],
]);

/**
 * Adds to `into` what each property of the record says.
 * @param record with short names
 * @param own readers that go before those of the reading
 * @throws ActivityPubError what the readers throw
 */
export function readProperties<Known extends object>(
  record: JsonObject,
  into: Known,
  reading: Reading,
  own?: Readers,
): Known {
  const { path, readers } = reading;
  const depth = path.push("") - 1;
  // The readers' types hold field by field, above; the loop cannot repeat them.
  const fields = into as Record<string, unknown> & Partial<Record<keyof Properties, unknown>>;
  for (const term in record) {
    const value = record[term];
    const reader = own?.get(term) ?? readers.get(term);
    if (reader === undefined || value === undefined || value === null) continue;
    path[depth] = term;
    const result = reader[1](value, reading);
    if (result !== null) fields[reader[0]] = result;
  }
  path.pop();
  derive(fields as Writable<Properties>);
  return into;
}

/** The same without `readonly`, while it is being filled. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

function derive(fields: Writable<Properties>): void {
  const [author] = fields.authors ?? [];
  if (author !== undefined) fields.attributedTo = author;
  const page = fields.links === undefined ? null : pageOf(fields.links);
  if (page !== null) fields.url = page;
  // The plain text stands in from the map's first entry when it is absent.
  const { nameMap, contentMap, summaryMap } = fields;
  if (nameMap) fields.name ??= firstOf(nameMap);
  if (contentMap) fields.content ??= firstOf(contentMap);
  if (summaryMap) fields.summary ??= firstOf(summaryMap);
}

// Maps without an entry are not read.
function firstOf(map: LanguageMap): string {
  return Object.values(map)[0] ?? "";
}
