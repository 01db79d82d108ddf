// Builds an actor document as Mastodon serves it (ActivityPub, section 4.1; spec 03: Profile Properties).
import type { JsonObject } from "../json.ts";
import type { Multikey, PropertyValue, PublicKey } from "../vocabulary/actor.ts";
import type { Emoji, Hashtag } from "../vocabulary/tag.ts";
import type { ActorType } from "../vocabulary/type.ts";
import { withContext } from "./context.ts";
import { buildPolicy, type PolicyInput } from "./policy.ts";
import { pick, record, some } from "./record.ts";
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
  readonly streams?: readonly string[];
  /** FEP-ef61: URLs of the servers at which a portable actor can be reached. */
  readonly gateways?: readonly string[];
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
  /** GoToSocial: what others may do with the actor's objects. */
  readonly interactionPolicy?: PolicyInput | null;
}

/**
 * The actor document with its `@context`.
 * @throws ActivityPubError `invalid-input`
 */
export function buildActor(actor: ActorInput): JsonObject {
  const [key, ...moreKeys] = actor.publicKeys?.map((one) => record(pick(one, "id owner publicKeyPem"))) ?? [];
  const { endpoints, interactionPolicy } = actor;
  return withContext(
    pick(
      {
        ...actor,
        type: actor.type ?? "Person",
        endpoints: endpoints?.sharedInbox ? { sharedInbox: endpoints.sharedInbox } : null,
        icon: picture(actor.icon),
        image: picture(actor.image),
        // One key is sent as an object, not as a list: older readers take only that.
        publicKey: moreKeys.length === 0 ? key : [key, ...moreKeys],
        assertionMethod: some(actor.assertionMethods?.map((multikey) => ({ type: "Multikey", ...multikey }))),
        manuallyApprovesFollowers: actor.manuallyApprovesFollowers ?? false,
        suspended: actor.suspended || null,
        memorial: actor.memorial || null,
        alsoKnownAs: some(actor.alsoKnownAs),
        streams: some(actor.streams),
        gateways: some(actor.gateways),
        attachment: some(actor.fields?.map(({ name, value }) => ({ type: "PropertyValue", name, value }))),
        tag: some(buildTags(actor.tags ?? {})),
        attributionDomains: some(actor.attributionDomains),
        interactionPolicy: interactionPolicy && buildPolicy(interactionPolicy),
      },
      "id type preferredUsername name summary url inbox outbox followers following liked featured featuredTags discoverable indexable movedTo published updated webfinger endpoints icon image publicKey assertionMethod manuallyApprovesFollowers suspended memorial alsoKnownAs streams gateways attachment tag attributionDomains interactionPolicy",
    ),
  );
}

function picture(input: PictureInput | null | undefined): JsonObject | null {
  if (input === null || input === undefined) return null;
  return record({ type: "Image", ...(typeof input === "string" ? { url: input } : input) });
}
