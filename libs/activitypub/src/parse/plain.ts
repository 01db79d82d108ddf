// Reads objects and links without a kind of their own, and tombstones (ActivityStreams vocabulary, sections 3.3 and 3.4).
import type { JsonObject } from "../json.ts";
import { isWebUrl } from "../uri.ts";
import type { PlainFields, TombstoneFields } from "../vocabulary/entity.ts";
import type { Further, Properties } from "../vocabulary/properties.ts";
import { LINK_TYPES, OBJECT_TYPES } from "../vocabulary/type.ts";
import { type Kind, kindOf } from "./kind.ts";
import { at } from "./property.ts";
import { readProperties, type Writable } from "./properties.ts";
import type { Reading } from "./reading.ts";
import { firstReference } from "./reference.ts";

/**
 * All properties of an object or link of any type; of a link, `href` is its URL.
 * @throws ActivityPubError `invalid-property`, `too-many`, and what an embedded object throws
 */
export function readPlain(
  raw: JsonObject,
  record: JsonObject,
  reading: Reading,
): PlainFields & Further<PlainFields> {
  const plain: Writable<PlainFields> & Pick<Properties, "href"> = readProperties(
    record,
    { id: null, attributedTo: null, name: null, url: null, raw },
    reading,
  );
  if (plain.href !== undefined && isWebUrl(plain.href)) plain.url = plain.href;
  const object = at(record, "object", reading, firstReference);
  return object === null ? plain : { ...plain, object };
}

/** Place, Profile, Relationship and other objects that are neither content nor actor. */
export const objects: Kind = /* @__PURE__ */ kindOf(OBJECT_TYPES, (type, ...record) => ({
  kind: "object",
  type,
  ...readPlain(...record),
}));

/** Link, Mention, Hashtag. */
export const links: Kind = /* @__PURE__ */ kindOf(LINK_TYPES, (type, ...record) => ({
  kind: "link",
  type,
  ...readPlain(...record),
}));

/** What is left of deleted objects. */
export const tombstones: Kind = /* @__PURE__ */ kindOf(["Tombstone"], (type, raw, record, reading) => {
  const fields: TombstoneFields = {
    kind: "tombstone",
    type,
    id: null,
    formerType: null,
    deleted: null,
    published: null,
    updated: null,
    raw,
  };
  return readProperties(record, fields, reading);
});
