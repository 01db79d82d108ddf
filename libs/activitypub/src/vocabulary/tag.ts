// What `tag` holds: mentions, hashtags, custom emoji (spec 03: Mentions, Hashtag, Custom Emoji).

/** A mention in `tag`. */
export interface Mention {
  /** The actor's id. */
  readonly href: string;
  /** As written: `@alice` or `@alice@host.example`. */
  readonly name: string | null;
}

/** A hashtag in `tag`. */
export interface Hashtag {
  /** Without its `#`, case as sent. */
  readonly name: string;
  readonly href: string | null;
}

/** A custom emoji in `tag`. */
export interface Emoji {
  readonly id: string | null;
  /** Without its colons. */
  readonly shortcode: string;
  /** The image. */
  readonly url: string;
  readonly mediaType: string | null;
  readonly updated: number | null;
}

/** What `tag` held, by kind. Tags of other kinds stay in `raw`. */
export interface Tags {
  readonly mentions: readonly Mention[];
  readonly hashtags: readonly Hashtag[];
  readonly emojis: readonly Emoji[];
}
