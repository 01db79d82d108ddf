// Reads objects and links without a kind of their own, and tombstones (Activity Vocabulary, section 3.3).
import { isWebUrl } from "../uri.ts";
import type { LinkObject, PlainObject, TombstoneFields, UnknownObject } from "../vocabulary/entity.ts";
import { LINK_TYPES, OBJECT_TYPES } from "../vocabulary/type.ts";
import { type Kind, kindOf } from "./kind.ts";
import { fieldsOf, type ReadFields } from "./properties.ts";

const FIELDS = "id attributedTo name url";

/** Reads what is of no other kind. */
export const readUnknown: ReadFields<UnknownObject> = /* @__PURE__ */ fieldsOf<UnknownObject>(
  "unknown",
  FIELDS,
);

/** Place, Profile, Relationship and other objects that are neither content nor actor. */
export const objects: Kind = /* @__PURE__ */ kindOf(
  OBJECT_TYPES,
  /* @__PURE__ */ fieldsOf<PlainObject>("object", FIELDS),
);

const readLink = /* @__PURE__ */ fieldsOf<LinkObject>("link", FIELDS);

/** Link, Mention, Hashtag; `href` is their URL. */
export const links: Kind = /* @__PURE__ */ kindOf(LINK_TYPES, (record, reading, type) => {
  const link = readLink(record, reading, type);
  if (link.href !== undefined && isWebUrl(link.href)) link.url = link.href;
  return link;
});

/** What is left of deleted objects. */
export const tombstones: Kind = /* @__PURE__ */ kindOf(
  ["Tombstone"],
  /* @__PURE__ */ fieldsOf<TombstoneFields>("tombstone", "id formerType deleted published updated"),
);
