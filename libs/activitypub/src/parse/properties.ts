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
import { firstRecord, NONE } from "./property.ts";
import { type Readers, type ReaderTable, tableOf } from "./readers.ts";
import { rawOf, type Read, type Reading, within } from "./reading.ts";
import { flag, instant, languageMap, text } from "./scalar.ts";
import { tags } from "./tag.ts";

const source: Read<Source> = (value) => {
  const record = firstRecord(value);
  const content = text(record?.["content"]);
  return content === null ? null : { content, mediaType: text(record?.["mediaType"]) };
};

/** What statuses and profiles have in common. */
export const SHARED: Readers = [
  [identifier, "id"],
  [text, "name summary"],
  [languageMap, "nameMap summaryMap"],
  [instant, "published updated"],
  [webUrl, "image"],
  [tags, "tag=tags", { mentions: NONE, hashtags: NONE, emojis: NONE }],
];

/** Whom something is addressed to. */
export const AUDIENCE: Readers = [[recipients, "to cc bto bcc audience", NONE]];

/** What statuses have. */
export const STATUS: Readers = /* @__PURE__ */ SHARED.concat(AUDIENCE, [
  [identifiers, "attributedTo=authors", NONE],
  [links, "url=links", NONE],
  [attachments, "attachment=attachments", NONE],
  [text, "content mediaType"],
  [languageMap, "contentMap"],
  [flag, "sensitive"],
  [firstIdentifier, "inReplyTo"],
  [optionalIdentifier, "context conversation quoteAuthorization"],
  [collectionRef, "replies likes shares"],
  [source, "source"],
]);

/** The properties that statuses, profiles and what is done with them have in Mastodon. */
export const COMMON: Readers = /* @__PURE__ */ STATUS.concat([[webUrl, "icon"]]);

/** The same without `readonly`, while it is being filled. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads a record as a value of one kind. */
export type ReadFields<Fields> = (record: JsonObject, reading: Reading, type: string) => Writable<Fields>;

/**
 * A reader of what each property of an object says, and what follows from that.
 * @param nulls fields that are null where nothing is sent, beside those of the readers
 * @param own readers that go before those of the reading; their fields are always there
 */
export function fieldsOf<Fields extends object>(
  kind: string,
  nulls: string,
  own: Readers = [],
): ReadFields<Fields> {
  // Made with the first record: an import should not wait for them.
  let table: ReaderTable | undefined;
  let empty: Readonly<Record<string, unknown>> | undefined;
  return (record, reading, type) => {
    table ??= tableOf(own);
    // Engines copy quickly what was made at once.
    empty ??= Object.fromEntries<unknown>([
      ["kind", kind],
      ...`type raw ${nulls}`.split(" ").map((field) => [field, null] as const),
      ...[...table.values()].map(([field, , absent]) => [field, absent] as const),
    ]);
    const read: Record<string, unknown> = { ...empty };
    read["type"] = type || null;
    read["raw"] = rawOf(record, reading);
    for (const term in record) {
      const value = record[term] ?? null;
      const reader = table.get(term) ?? reading.readers.get(term);
      if (reader === undefined || value === null) continue;
      const result = within(term, reader[1], value, reading);
      if (result !== null) read[reader[0]] = result;
    }
    const fields: Writable<Properties> = read;
    if (fields.authors?.[0]) fields.attributedTo = fields.authors[0];
    if (fields.links?.[0]) fields.url = pageOf(fields.links);
    // The plain text stands in from the map's first entry when it is absent.
    const { nameMap, contentMap, summaryMap } = fields;
    if (nameMap) fields.name ??= firstOf(nameMap);
    if (contentMap) fields.content ??= firstOf(contentMap);
    if (summaryMap) fields.summary ??= firstOf(summaryMap);
    // That these are the fields of the kind, no type can tell; the tests of every kind do.
    return fields as unknown as Writable<Fields>;
  };
}

// Maps without an entry are not read.
function firstOf(map: LanguageMap): string {
  return Object.values(map)[0] ?? "";
}
