// The properties that Mastodon's documents have, and the loop that applies readers to a record.
import type { JsonObject } from "../json.ts";
import type { Source } from "../vocabulary/content.ts";
import type { LanguageMap, Parsed } from "../vocabulary/parsed.ts";
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
import { type Readers, type ReaderTable, tableOf } from "./readers.ts";
import { rawOf, type Read, type Reading, within } from "./reading.ts";
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
export const SHARED: Readers = [
  [identifier, null, "id"],
  [text, null, "name summary"],
  [languageMap, null, "nameMap summaryMap"],
  [instant, null, "published updated"],
  [webUrl, null, "image"],
  [tags, { mentions: NONE, hashtags: NONE, emojis: NONE }, "tag=tags"],
];

/** Whom something is addressed to. */
export const AUDIENCE: Readers = [[recipients, NONE, "to cc bto bcc audience"]];

/** The properties that statuses, profiles and what is done with them have in Mastodon. */
export const COMMON: Readers = /* @__PURE__ */ SHARED.concat(AUDIENCE, [
  [identifiers, NONE, "attributedTo=authors"],
  [links, NONE, "url=links"],
  [attachments, NONE, "attachment=attachments"],
  [text, null, "content mediaType"],
  [languageMap, null, "contentMap"],
  [flag, null, "sensitive"],
  [firstIdentifier, null, "inReplyTo"],
  [optionalIdentifier, null, "context conversation quoteAuthorization"],
  [collectionRef, null, "replies likes shares"],
  [source, null, "source"],
  [webUrl, undefined, "icon"],
]);

/**
 * Adds to `into` what each property of the record says.
 * @param own readers that go before the others
 * @throws ActivityPubError what the readers throw
 */
export function fill<Known extends object>(
  record: JsonObject,
  into: Known,
  reading: Reading,
  readers: ReaderTable,
  own?: ReaderTable,
): Known {
  // The readers' types hold field by field, above; the loop cannot repeat them.
  const fields = into as Record<string, unknown>;
  for (const term in record) {
    const value = record[term] ?? null;
    const reader = own?.get(term) ?? readers.get(term);
    if (reader === undefined || value === null) continue;
    const result = within(term, reader[1], value, reading);
    if (result !== null) fields[reader[0]] = result;
  }
  return into;
}

/** The same without `readonly`, while it is being filled. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads a record as a value of one kind. */
export type ReadFields<Fields> = (record: JsonObject, reading: Reading, type: string) => Writable<Fields>;

/**
 * A reader of what each property of an object says, and what follows from that.
 * @param nulls fields that are null where nothing is sent; those of the readers are as their rows say
 * @param others readers of the reading that always come to something
 * @param own readers that go before those of the reading
 */
export function fieldsOf<Fields extends object>(
  kind: string,
  nulls: string,
  others: Readers = [],
  own: Readers = [],
): ReadFields<Fields> {
  // Made with the first record: an import should not wait for them.
  let empty: object | undefined;
  let table: ReaderTable | undefined;
  return (record, reading, type) => {
    const into: Writable<Properties & Partial<Parsed>> & { type?: string } = {
      ...(empty ??= absence(kind, nulls, others.concat(own))),
    };
    into.type = type;
    into.raw = rawOf(record, reading);
    const fields = fill(record, into, reading, reading.readers, (table ??= tableOf(own)));
    const [author] = fields.authors ?? [];
    if (author !== undefined) fields.attributedTo = author;
    const page = pageOf(fields.links ?? NONE);
    if (page !== undefined) fields.url = page;
    // The plain text stands in from the map's first entry when it is absent.
    const { nameMap, contentMap, summaryMap } = fields;
    if (nameMap) fields.name ??= firstOf(nameMap);
    if (contentMap) fields.content ??= firstOf(contentMap);
    if (summaryMap) fields.summary ??= firstOf(summaryMap);
    // That these are the fields of the kind, no type can tell; the tests of every kind do.
    return fields as unknown as Writable<Fields>;
  };
}

// What a value of this kind holds before anything is read.
function absence(kind: string, nulls: string, rows: Readers): object {
  const fields: Record<string, unknown> = { kind, type: "", raw: null };
  for (const field of nulls.split(" ")) fields[field] = null;
  for (const [field, , absent] of tableOf(rows).values()) if (absent !== undefined) fields[field] = absent;
  // Engines copy quickly what was made at once.
  return Object.fromEntries(Object.entries(fields));
}

// Maps without an entry are not read.
function firstOf(map: LanguageMap): string {
  return Object.values(map)[0] ?? "";
}
