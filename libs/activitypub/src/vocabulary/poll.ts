// The poll of a Question (spec 03: Polls).

/** One answer of a poll. */
export interface PollOption {
  readonly name: string;
  /** Votes so far, or null when they are not told. */
  readonly votes: number | null;
}

/** The poll of a Question, as Mastodon represents it. */
export interface Poll {
  readonly multiple: boolean;
  readonly options: readonly PollOption[];
  /** When voting ends, in ms. */
  readonly endTime: number | null;
  /** True when `closed` was present and not false. */
  readonly closed: boolean;
  /** When voting was closed, in ms. */
  readonly closedAt: number | null;
  readonly votersCount: number | null;
}
