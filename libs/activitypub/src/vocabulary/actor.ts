// Actors with their keys and profile fields, as parsing gives them (spec 03: Profile Properties).
import type { LanguageMap, Parsed } from "./parsed.ts";
import type { Further } from "./properties.ts";
import type { Emoji, Tags } from "./tag.ts";
import type { ActorType } from "./type.ts";

/** A key in `publicKey` (https://w3id.org/security/v1). */
export interface PublicKey {
  readonly id: string;
  readonly owner: string;
  readonly publicKeyPem: string;
}

/** A key in `assertionMethod` (FEP-521a). */
export interface Multikey {
  readonly id: string;
  readonly controller: string;
  readonly publicKeyMultibase: string;
}

/** A profile field (schema.org PropertyValue). Values are HTML from a stranger. */
export interface PropertyValue {
  readonly name: string;
  readonly value: string;
}

/** Addresses that an actor names beside its inbox (ActivityPub, section 4.1). */
export interface Endpoints {
  readonly sharedInbox: string | null;
  readonly proxyUrl?: string;
  readonly oauthAuthorizationEndpoint?: string;
  readonly oauthTokenEndpoint?: string;
  readonly provideClientKey?: string;
  readonly signClientKey?: string;
  readonly uploadMedia?: string;
}

/** An actor. Texts are as sent: `summary` and field values are HTML that is not sanitised. */
export interface Actor extends ActorFields, Further<ActorFields> {}

/** What every actor has. */
export interface ActorFields extends Parsed {
  readonly kind: "actor";
  readonly type: ActorType;
  readonly id: string;
  readonly preferredUsername: string | null;
  readonly name: string | null;
  readonly nameMap: LanguageMap | null;
  readonly summary: string | null;
  readonly summaryMap: LanguageMap | null;
  readonly url: string | null;
  readonly icon: string | null;
  readonly image: string | null;
  /** Null when it was not sent: such an actor cannot be delivered to. */
  readonly inbox: string | null;
  readonly outbox: string | null;
  readonly followers: string | null;
  readonly following: string | null;
  readonly liked: string | null;
  readonly featured: string | null;
  readonly featuredTags: string | null;
  readonly endpoints: Endpoints;
  readonly publicKeys: readonly PublicKey[];
  readonly assertionMethods: readonly Multikey[];
  readonly manuallyApprovesFollowers: boolean;
  /** Null when it was not sent. */
  readonly discoverable: boolean | null;
  /** Null when it was not sent. */
  readonly indexable: boolean | null;
  readonly suspended: boolean;
  readonly memorial: boolean;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
  readonly fields: readonly PropertyValue[];
  readonly tags: Tags;
  readonly emojis: readonly Emoji[];
  readonly published: number | null;
  readonly updated: number | null;
  /** FEP-2c59: `user@host` that WebFinger resolves. */
  readonly webfinger: string | null;
  readonly attributionDomains: readonly string[];
}
