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
  /**
   * With a key: what waits under it until later, because it has failed, is due at once instead, and begins to count its
   * attempts anew.
   */
  readonly isUrgent?: boolean;
  /** What shares a fate: the host name of a remote server. A lane can be postponed as a whole. */
  readonly lane?: string;
  readonly body?: EffectBody;
  /** Not before this time; at once when left out. */
  readonly dueAt?: Millis;
}

/** A text beside the payload. */
export interface EffectBody {
  /**
   * Names a text that many effects share, such as the activity of a fan-out: stored once, dropped with its last effect.
   * `null` for a text that this effect alone has.
   */
  readonly id: string | null;
  readonly content: string;
}

export interface StoredEffect {
  readonly id: bigint;
  readonly owner: Owner;
  readonly kind: string;
  readonly payload: Json;
  readonly key: string | null;
  readonly lane: string | null;
  readonly body: EffectBody | null;
  readonly dueAt: Millis;
  /** How many times it was tried and failed. */
  readonly attempts: number;
  readonly createdAt: Millis;
}

/** Who performs effects in the process that emits them. What its methods throw is the process's own error. */
export interface EffectWorker {
  readonly kinds: ReadonlySet<string>;
  readonly leaseMillis: number;
  /** Whether it would start another effect at once. */
  readonly hasRoom: boolean;
  /**
   * Gives it an effect that the commit which stored it has leased to it, as `claim` would have: engines may spare the
   * claim when the worker has room, the effect is due at once and has no key.
   */
  take(effect: StoredEffect): void;
  /** Something of its kinds waits in the outbox. */
  wake(): void;
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
  /** Not begun after all: gives back what was claimed, due at `dueAt`, without counting attempts. */
  release(ids: readonly bigint[], dueAt: Millis): Promise<void>;
  /** Puts off everything that waits in a lane until `dueAt`, without counting attempts. */
  postponeLane(lane: string, dueAt: Millis): Promise<void>;
  /** Ends all leases: for the only process of a store, at its start. */
  releaseLeases(now: Millis): Promise<void>;
  /** When the next effect is due; `undefined` when none waits. */
  nextDueAt(): Promise<Millis | undefined>;
  /** How many effects wait, for metrics; engines may count up to 10,000 only. */
  size(): Promise<number>;
  /** Lets a worker of this process hear of what its turns emit, so that it need not wait for a timer. Returns how to stop. */
  attach(worker: EffectWorker): () => void;
}
