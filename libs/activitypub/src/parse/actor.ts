// Reads actors with Mastodon's profile properties (ActivityPub, section 4.1; spec 03: Profile Properties).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Actor, PropertyValue } from "../vocabulary/actor.ts";
import type { ActorType } from "../vocabulary/type.ts";
import { naturalText } from "./content.ts";
import { readMultikeys, readPublicKeys } from "./key.ts";
import { pageOf, readLinks } from "./link.ts";
import { firstIdentifier, identifier, identifiers, webUrl } from "./identifier.ts";
import { bounded, canonical, firstRecord, typesOf } from "./property.ts";
import { flag, instant, text } from "./scalar.ts";
import { readTags } from "./tag.ts";

/**
 * Reads an actor. Its id and its endpoints must be right or (all but the id) absent.
 * @throws ActivityPubError `missing-property`, `invalid-property`, `too-many`, `redefined-term`
 */
export function readActor(raw: JsonObject, type: ActorType, path: string, limits: Limits): Actor {
  const record = canonical(raw, path);
  const id = identifier(record["id"], `${path}.id`, limits);
  if (id === null) throw new ActivityPubError("missing-property", `${path}.id`, "An actor needs an id");
  const endpoint = (key: string): string | null => firstIdentifier(record[key], `${path}.${key}`, limits);
  const [name, nameMap] = naturalText(record, "name", path, limits);
  const [summary, summaryMap] = naturalText(record, "summary", path, limits);
  const tags = readTags(record["tag"], `${path}.tag`, limits);
  return {
    kind: "actor",
    type,
    id,
    preferredUsername: text(record["preferredUsername"]),
    name,
    nameMap,
    summary,
    summaryMap,
    url: pageOf(readLinks(record["url"], `${path}.url`, limits)),
    icon: webUrl(record["icon"], limits),
    image: webUrl(record["image"], limits),
    inbox: endpoint("inbox"),
    outbox: endpoint("outbox"),
    followers: endpoint("followers"),
    following: endpoint("following"),
    liked: endpoint("liked"),
    featured: endpoint("featured"),
    featuredTags: endpoint("featuredTags"),
    endpoints: { sharedInbox: readSharedInbox(record, path, limits) },
    publicKeys: readPublicKeys(record["publicKey"], `${path}.publicKey`, limits),
    assertionMethods: readMultikeys(record["assertionMethod"], `${path}.assertionMethod`, limits),
    manuallyApprovesFollowers: flag(record["manuallyApprovesFollowers"]) ?? false,
    discoverable: flag(record["discoverable"]),
    indexable: flag(record["indexable"]),
    suspended: flag(record["suspended"]) ?? false,
    memorial: flag(record["memorial"]) ?? false,
    alsoKnownAs: identifiers(record["alsoKnownAs"], `${path}.alsoKnownAs`, limits.entries, limits),
    movedTo: endpoint("movedTo"),
    fields: readFields(record["attachment"], `${path}.attachment`, limits),
    tags,
    emojis: tags.emojis,
    published: instant(record["published"]),
    updated: instant(record["updated"]),
    webfinger: text(record["webfinger"] ?? record["https://purl.archive.org/socialweb/webfinger#webfinger"]),
    attributionDomains: bounded(
      record["attributionDomains"],
      limits.entries,
      `${path}.attributionDomains`,
    ).filter((domain) => typeof domain === "string"),
    raw,
  };
}

function readSharedInbox(record: JsonObject, path: string, limits: Limits): string | null {
  const endpoints = firstRecord(record["endpoints"], `${path}.endpoints`);
  // Misskey also sends it on the actor itself.
  return firstIdentifier(
    endpoints?.["sharedInbox"] ?? record["sharedInbox"],
    `${path}.endpoints.sharedInbox`,
    limits,
  );
}

function readFields(value: JsonValue | undefined, path: string, limits: Limits): readonly PropertyValue[] {
  return bounded(value, limits.attachments, path).flatMap((entry, index) => {
    if (!isRecord(entry)) return [];
    const field = canonical(entry, `${path}[${index}]`);
    const name = text(field["name"]);
    const content = text(field["value"]);
    return !typesOf(field).includes("PropertyValue") || name === null || content === null
      ? []
      : [{ name, value: content }];
  });
}
