// Reads objects and links without a kind of their own, and tombstones (ActivityStreams vocabulary, sections 3.3 and 3.4).
import type { JsonObject } from "../json.ts";
import { isWebUrl } from "../uri.ts";
import type { PlainFields, TombstoneFields } from "../vocabulary/entity.ts";
import type { Further, Properties } from "../vocabulary/properties.ts";
import { LINK_TYPES, OBJECT_TYPES } from "../vocabulary/type.ts";
import { type Kind, kindOf } from "./kind.ts";
import { readProperties, type Writable } from "./properties.ts";
import { rawOf, type Reading } from "./reading.ts";

/**
 * All properties of an object or link of any type; of a link, `href` is its URL.
 * @throws ActivityPubError `invalid-property`, `too-many`, and what an embedded object throws
 */
export function readPlain(record: JsonObject, reading: Reading): PlainFields & Further<PlainFields> {
  const plain: Writable<PlainFields> & Pick<Properties, "href"> = readProperties(
    record,
    { id: null, attributedTo: null, name: null, url: null, raw: rawOf(record, reading) },
    reading,
  );
  if (plain.href !== undefined && isWebUrl(plain.href)) plain.url = plain.href;
  return plain;
}

/** Place, Profile, Relationship and other objects that are neither content nor actor. */
export const objects: Kind = /* @__PURE__ */ kindOf(OBJECT_TYPES, (record, reading, type) => ({
  kind: "object",
  type,
  ...readPlain(record, reading),
}));

/** Link, Mention, Hashtag. */
export const links: Kind = /* @__PURE__ */ kindOf(LINK_TYPES, (record, reading, type) => ({
  kind: "link",
  type,
  ...readPlain(record, reading),
}));

/** What is left of deleted objects. */
export const tombstones: Kind = /* @__PURE__ */ kindOf(["Tombstone"], (record, reading, type) => {
  const fields: TombstoneFields = {
    kind: "tombstone",
    type,
    id: null,
    formerType: null,
    deleted: null,
    published: null,
    updated: null,
    raw: rawOf(record, reading),
  };
  return readProperties(record, fields, reading);
});
