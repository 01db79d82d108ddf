/** Effects: what a turn asks its host to do afterwards, kept as rows of the outbox until it is done. */

import type { Json } from "./column.ts";
import type { Millis, Owner } from "./owner.ts";

export interface NewEffect {
  /** What to do: the host has one performer for each kind. */
  readonly kind: string;
  /** What the performer needs. */
  readonly payload: Json;
  /**
   * While an effect of the same kind and key waits, another is not stored. One that is claimed no longer waits: what is
   * being performed may have missed what this turn writes.
   */
  readonly key?: string;
  /** What shares a fate: the host name of a remote server. A lane can be postponed as a whole. */
  readonly lane?: string;
  /** A text that many effects share, such as the activity of a fan-out: stored once for each id, dropped with its last effect. */
  readonly body?: { readonly id: string; readonly content: string };
  /** Not before this time; at once when left out. */
  readonly dueAt?: Millis;
}

export interface StoredEffect {
  readonly id: bigint;
  readonly owner: Owner;
  readonly kind: string;
  readonly payload: Json;
  readonly key: string | null;
  readonly lane: string | null;
  readonly body: { readonly id: string; readonly content: string } | null;
  readonly dueAt: Millis;
  /** How many times it was tried and failed. */
  readonly attempts: number;
  readonly createdAt: Millis;
}

/** The outbox as its host sees it. Every call is one commit. */
export interface EffectQueue {
  /** Takes due effects, oldest due first, and hides them from other claims until `now + leaseMillis`. */
  claim(options: {
    now: Millis;
    limit: number;
    leaseMillis: number;
    /** Only these kinds. */
    kinds?: readonly string[];
  }): Promise<StoredEffect[]>;
  /** Done, or given up: forgets them. */
  complete(ids: readonly bigint[]): Promise<void>;
  /** Failed: due again at `dueAt`, with one more attempt counted. */
  retry(effects: readonly { id: bigint; dueAt: Millis; error: string }[]): Promise<void>;
  /** Puts off everything that waits in a lane until `dueAt`, without counting attempts. */
  postponeLane(lane: string, dueAt: Millis): Promise<void>;
  /** Ends all leases: for the only process of a store, at its start. */
  releaseLeases(now: Millis): Promise<void>;
  /** When the next effect is due; `undefined` when none waits. */
  nextDueAt(): Promise<Millis | undefined>;
  /** How many effects wait, for metrics; engines may count up to 10,000 only. */
  size(): Promise<number>;
}
