// Reads objects and links without a kind of their own, and tombstones (Activity Vocabulary, section 3.3).
import { isWebUrl } from "../uri.ts";
import type {
  LinkObject,
  PlainFields,
  PlainObject,
  TombstoneFields,
  UnknownObject,
} from "../vocabulary/entity.ts";
import { LINK_TYPES, OBJECT_TYPES } from "../vocabulary/type.ts";
import { type Kind, kindOf } from "./kind.ts";
import { fieldsOf, type ReadFields } from "./properties.ts";

/** Reads all properties of an object or link of any type; of a link, `href` is its URL. */
function plain<Fields extends PlainFields>(kind: string): ReadFields<Fields> {
  const read = fieldsOf<Fields>(kind, "id attributedTo name url");
  return (record, reading, type) => {
    const fields = read(record, reading, type);
    const link: { href?: string; url: string | null } = fields;
    if (link.href !== undefined && isWebUrl(link.href)) link.url = link.href;
    return fields;
  };
}

/** Reads what is of no other kind. */
export const readUnknown: ReadFields<UnknownObject> = /* @__PURE__ */ plain<UnknownObject>("unknown");

/** Place, Profile, Relationship and other objects that are neither content nor actor. */
export const objects: Kind = /* @__PURE__ */ kindOf(
  OBJECT_TYPES,
  /* @__PURE__ */ plain<PlainObject>("object"),
);

/** Link, Mention, Hashtag. */
export const links: Kind = /* @__PURE__ */ kindOf(LINK_TYPES, /* @__PURE__ */ plain<LinkObject>("link"));

/** What is left of deleted objects. */
export const tombstones: Kind = /* @__PURE__ */ kindOf(
  ["Tombstone"],
  /* @__PURE__ */ fieldsOf<TombstoneFields>("tombstone", "id formerType deleted published updated"),
);
