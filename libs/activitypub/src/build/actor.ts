// Builds an actor document as Mastodon serves it (ActivityPub, section 4.1; spec 03: Profile Properties).
import type { JsonObject } from "../json.ts";
import type { Multikey, PropertyValue, PublicKey } from "../vocabulary/actor.ts";
import type { Emoji, Hashtag } from "../vocabulary/tag.ts";
import type { ActorType } from "../vocabulary/type.ts";
import { withContext } from "./context.ts";
import { checked, record, some, time } from "./record.ts";
import { buildTags } from "./tag.ts";

/** A picture of an actor: its URL, with its media type when known. */
export type PictureInput = string | { readonly url: string; readonly mediaType?: string | null };

/** An actor to write. A parsed `Actor` fits where it has an inbox and an outbox. Texts are HTML; times are in ms. */
export interface ActorInput {
  readonly id: string;
  /** Person unless told otherwise; Service for a bot. */
  readonly type?: ActorType;
  readonly preferredUsername: string | null;
  readonly inbox: string | null;
  readonly outbox: string | null;
  readonly followers?: string | null;
  readonly following?: string | null;
  readonly liked?: string | null;
  readonly featured?: string | null;
  readonly featuredTags?: string | null;
  readonly endpoints?: { readonly sharedInbox: string | null };
  readonly name?: string | null;
  readonly summary?: string | null;
  readonly url?: string | null;
  readonly icon?: PictureInput | null;
  readonly image?: PictureInput | null;
  readonly publicKeys?: readonly PublicKey[];
  readonly assertionMethods?: readonly Multikey[];
  readonly manuallyApprovesFollowers?: boolean;
  readonly discoverable?: boolean | null;
  readonly indexable?: boolean | null;
  readonly suspended?: boolean;
  readonly memorial?: boolean;
  readonly alsoKnownAs?: readonly string[];
  readonly movedTo?: string | null;
  readonly fields?: readonly PropertyValue[];
  readonly tags?: { readonly hashtags?: readonly Hashtag[]; readonly emojis?: readonly Emoji[] };
  readonly published?: number | null;
  readonly updated?: number | null;
  /** FEP-2c59: `user@host`. */
  readonly webfinger?: string | null;
  readonly attributionDomains?: readonly string[];
}

/**
 * The actor document with its @context.
 * @throws ActivityPubError `invalid-input`
 */
export function buildActor(actor: ActorInput): JsonObject {
  const [key, ...moreKeys] = actor.publicKeys?.map(publicKey) ?? [];
  return withContext(
    record({
      id: checked(actor.id, "$.id"),
      type: actor.type ?? "Person",
      preferredUsername: actor.preferredUsername,
      name: actor.name,
      summary: actor.summary,
      url: actor.url,
      inbox: actor.inbox === null ? null : checked(actor.inbox, "$.inbox"),
      outbox: actor.outbox === null ? null : checked(actor.outbox, "$.outbox"),
      followers: actor.followers,
      following: actor.following,
      liked: actor.liked,
      featured: actor.featured,
      featuredTags: actor.featuredTags,
      endpoints: actor.endpoints?.sharedInbox ? { sharedInbox: actor.endpoints.sharedInbox } : null,
      icon: picture(actor.icon),
      image: picture(actor.image),
      // One key is sent as an object, not as a list: older readers take only that.
      publicKey: key === undefined || moreKeys.length === 0 ? key : [key, ...moreKeys],
      assertionMethod: some(actor.assertionMethods?.map((multikey) => ({ type: "Multikey", ...multikey }))),
      manuallyApprovesFollowers: actor.manuallyApprovesFollowers ?? false,
      discoverable: actor.discoverable,
      indexable: actor.indexable,
      suspended: actor.suspended === true ? true : null,
      memorial: actor.memorial === true ? true : null,
      alsoKnownAs: some(actor.alsoKnownAs),
      movedTo: actor.movedTo,
      attachment: some(actor.fields?.map(({ name, value }) => ({ type: "PropertyValue", name, value }))),
      tag: some(buildTags(actor.tags ?? {})),
      published: time(actor.published, "$.published"),
      updated: time(actor.updated, "$.updated"),
      webfinger: actor.webfinger,
      attributionDomains: some(actor.attributionDomains),
    }),
  );
}

function publicKey({ id, owner, publicKeyPem }: PublicKey): JsonObject {
  return { id, owner, publicKeyPem };
}

function picture(input: PictureInput | null | undefined): JsonObject | null {
  if (input === null || input === undefined) return null;
  return record({ type: "Image", ...(typeof input === "string" ? { url: input } : input) });
}
