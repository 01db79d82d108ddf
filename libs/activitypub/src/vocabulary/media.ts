// Links and attached media (ActivityStreams vocabulary, Link and attachment; spec 03: Focal Points, Blurhash).

/** A link with its media type, as `url` may hold several of. */
export interface Link {
  readonly href: string;
  readonly mediaType: string | null;
  readonly rel: readonly string[];
  readonly width: number | null;
  readonly height: number | null;
}

/** A piece of media, or a link, in `attachment`. */
export interface Attachment {
  /** Document, Image, Audio, Video, Link, or another type as sent. */
  readonly type: string;
  readonly mediaType: string | null;
  readonly url: string;
  /** The description for those who cannot see it. */
  readonly name: string | null;
  readonly blurhash: string | null;
  /** x and y, each from -1 to 1. */
  readonly focalPoint: readonly [number, number] | null;
  readonly width: number | null;
  readonly height: number | null;
  /** A smaller picture of it. */
  readonly thumbnail: string | null;
  readonly sensitive: boolean | null;
}
