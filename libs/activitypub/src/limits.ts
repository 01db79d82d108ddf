// Bounds on documents from outside, so that none can exhaust the reader.

/** What a document may be at most. Exceeding one is refused with a `too-*` code. */
export interface Limits {
  /** UTF-16 units of JSON text; for a value already parsed, of all its keys and strings. */
  readonly size: number;
  /** Nesting of arrays and objects; the document itself is 1. At most 256, whatever is given. */
  readonly depth: number;
  /** JSON values in all. */
  readonly values: number;
  /** Entries of `tag`. */
  readonly tags: number;
  /** Entries of `attachment`, and of `url`, `icon`, `image`. */
  readonly attachments: number;
  /** Entries of each of `to`, `cc`, `bto`, `bcc`, `audience`. */
  readonly recipients: number;
  /** Options of a poll. */
  readonly options: number;
  /** Entries of `object` (a Flag names several). */
  readonly objects: number;
  /** Entries of other short lists: keys, authors, aliases, domains, languages of a map. */
  readonly entries: number;
  /** UTF-16 units of an identifier or a URL. */
  readonly uri: number;
}

/** The bounds used where the caller names none. */
export const DEFAULT_LIMITS: Limits = {
  size: 1_048_576,
  depth: 32,
  values: 65_536,
  tags: 512,
  attachments: 64,
  recipients: 2_048,
  options: 64,
  objects: 256,
  entries: 128,
  uri: 2_048,
};
