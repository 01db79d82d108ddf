// Every property that an object of any type may have: ActivityStreams vocabulary, section 4; ActivityPub; the FEPs in use.
import type { JsonObject } from "../json.ts";
import type { CollectionRef, Source } from "./content.ts";
import type { ObjectRef } from "./entity.ts";
import type { Link } from "./media.ts";
import type { Audience, LanguageMap } from "./parsed.ts";
import type { InteractionPolicy } from "./policy.ts";
import type { Tags } from "./tag.ts";

/**
 * The vocabulary's properties. A kind of value that says nothing of one of them has it only when it was sent and is
 * well-formed. Where the vocabulary allows several values and one is given here, it is the first; all are in `raw`.
 */
export interface Properties extends Partial<Audience> {
  // What it says.
  readonly name?: string;
  readonly nameMap?: LanguageMap;
  /** HTML from a stranger. */
  readonly content?: string;
  readonly contentMap?: LanguageMap;
  /** HTML from a stranger. */
  readonly summary?: string;
  readonly summaryMap?: LanguageMap;
  readonly source?: Source;
  readonly mediaType?: string;
  readonly sensitive?: boolean;
  // When; milliseconds since the Unix epoch.
  readonly published?: number;
  readonly updated?: number;
  readonly startTime?: number;
  readonly endTime?: number;
  /** When it was deleted (Tombstone). */
  readonly deleted?: number;
  /** As sent: an xsd:duration such as `PT5M`. */
  readonly duration?: string;
  // Who, and what belongs to it.
  /** The first author's id. */
  readonly attributedTo?: string;
  /** All authors' ids. */
  readonly authors?: readonly string[];
  readonly inReplyTo?: string;
  /** The id of what it belongs to; with FEP-7888 a collection of the conversation. */
  readonly context?: string;
  readonly conversation?: string;
  /** The page for people: of the http(s) links, text/html before others. */
  readonly url?: string;
  /** All http(s) links of `url`. */
  readonly links?: readonly Link[];
  readonly tags?: Tags;
  /** The URL of the picture. */
  readonly icon?: string;
  /** The URL of the picture. */
  readonly image?: string;
  readonly generator?: readonly ObjectRef[];
  readonly location?: readonly ObjectRef[];
  readonly preview?: readonly ObjectRef[];
  readonly replies?: CollectionRef;
  readonly likes?: CollectionRef;
  readonly shares?: CollectionRef;
  /** Reactions to the object (Fedibird; FEP-c0e0). */
  readonly emojiReactions?: CollectionRef;
  // Of actors.
  /** Ids of further collections. */
  readonly streams?: readonly string[];
  /** FEP-ef61: URLs of the servers at which a portable actor can be reached. */
  readonly gateways?: readonly string[];
  // Of activities.
  /** Where something is moved or taken from. */
  readonly origin?: readonly ObjectRef[];
  // Of places. Degrees; the others in `units`, which are metres unless said otherwise.
  readonly latitude?: number;
  readonly longitude?: number;
  readonly altitude?: number;
  readonly radius?: number;
  /** Per cent, from 0 to 100. */
  readonly accuracy?: number;
  /** `cm`, `feet`, `inches`, `km`, `m`, `miles`, or a URI. */
  readonly units?: string;
  // Of relationships and profiles.
  readonly subject?: readonly ObjectRef[];
  /** What a Relationship relates its subject to; an activity's object stands in fields of its own. */
  readonly object?: ObjectRef | null;
  /** The kind of relationship: a URI, or the object that explains it. */
  readonly relationship?: readonly ObjectRef[];
  /** What a Profile describes. */
  readonly describes?: readonly ObjectRef[];
  /** The type before deletion (Tombstone). */
  readonly formerType?: string;
  // Of links and media.
  readonly href?: string;
  readonly hreflang?: string;
  readonly rel?: readonly string[];
  readonly width?: number;
  readonly height?: number;
  readonly blurhash?: string;
  // Of collections and their pages.
  readonly totalItems?: number;
  readonly current?: string;
  readonly first?: string;
  readonly last?: string;
  readonly next?: string;
  readonly prev?: string;
  readonly partOf?: string;
  readonly startIndex?: number;
  // What others may do with it.
  readonly interactionPolicy?: InteractionPolicy;
  /** GoToSocial: where the permission for this reply, like or boost can be fetched. */
  readonly approvedBy?: string;
  readonly replyAuthorization?: string;
  readonly likeAuthorization?: string;
  readonly announceAuthorization?: string;
  /** FEP-044f: where the permission to quote can be fetched. */
  readonly quoteAuthorization?: string;
  /** What an authorisation allows (FEP-044f). */
  readonly interactingObject?: string;
  /** What it allows to interact with (FEP-044f). */
  readonly interactionTarget?: string;
  /** Integrity proofs (FEP-8b32), as they came: verify them with the whole document, `raw`. */
  readonly proofs?: readonly JsonObject[];
  /** What a PropertyValue holds: HTML from a stranger. */
  readonly value?: string;
}

/** The properties beyond those that a kind of value always has. */
export type Further<Known> = Omit<Properties, keyof Known>;
