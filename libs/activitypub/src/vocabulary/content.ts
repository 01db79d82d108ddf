// What people publish, as parsing gives it (spec 03: Status Properties).
import type { Attachment, Link } from "./media.ts";
import type { Audience, LanguageMap, Parsed } from "./parsed.ts";
import type { Poll } from "./poll.ts";
import type { Further } from "./properties.ts";
import type { Tags } from "./tag.ts";
import type { ContentType } from "./type.ts";

/** The text that `content` was made from (ActivityPub, section 3.3). */
export interface Source {
  readonly content: string;
  readonly mediaType: string | null;
}

/** What an object tells about a collection it points to or embeds (`replies`, `likes`, `shares`). */
export interface CollectionRef {
  readonly id: string | null;
  readonly totalItems: number | null;
  /** The id of its first page. */
  readonly first: string | null;
  /** The ids that were embedded in it or in its embedded first page. */
  readonly items: readonly string[];
}

/** A Note, Question, Article, Page, Image, Audio, Video, Event or Document. Texts are as sent: HTML is not sanitised. */
export interface ContentObject extends ContentFields, Further<ContentFields> {}

/** What every content object has. */
export interface ContentFields extends Parsed, Audience {
  readonly kind: "content";
  readonly type: ContentType;
  readonly id: string | null;
  /** The first author's id. */
  readonly attributedTo: string | null;
  /** All authors' ids. */
  readonly authors: readonly string[];
  readonly name: string | null;
  readonly nameMap: LanguageMap | null;
  /** HTML from a stranger. */
  readonly content: string | null;
  readonly contentMap: LanguageMap | null;
  readonly summary: string | null;
  readonly summaryMap: LanguageMap | null;
  readonly source: Source | null;
  /** Media type of `content`; null means text/html. */
  readonly mediaType: string | null;
  readonly language: string | null;
  /** Null when it was not sent. */
  readonly sensitive: boolean | null;
  readonly inReplyTo: string | null;
  readonly published: number | null;
  readonly updated: number | null;
  /** The page for people: the first http(s) link, text/html before others. */
  readonly url: string | null;
  /** All http(s) links of `url`. */
  readonly links: readonly Link[];
  readonly tags: Tags;
  readonly attachments: readonly Attachment[];
  /** The URL of `image` or `icon`. */
  readonly image: string | null;
  readonly replies: CollectionRef | null;
  readonly likes: CollectionRef | null;
  readonly shares: CollectionRef | null;
  readonly poll: Poll | null;
  /** The quoted object (FEP-044f `quote`; else `quoteUrl`, `quoteUri`, `_misskey_quote`, FEP-e232). */
  readonly quote: string | null;
  /** FEP-044f: where the permission to quote can be fetched. */
  readonly quoteAuthorization: string | null;
  readonly conversation: string | null;
  readonly context: string | null;
}
