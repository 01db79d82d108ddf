/** The workers of this process, as an engine's outbox knows them: who is given what a turn emits, and who is woken for it. */

import type { Json } from "./column.ts";
import type { EffectWorker, StoredEffect } from "./effect.ts";
import type { CheckedEffect } from "./outbox.ts";
import type { Millis, Owner } from "./owner.ts";

/** An effect that a turn has left in the outbox. */
export interface KeptEffect {
  readonly kind: string;
  /** Set when it was leased to a worker with the commit that stores it. */
  readonly taken?: { readonly by: EffectWorker; readonly effect: StoredEffect };
}

export class Workers {
  readonly #all = new Set<EffectWorker>();

  attach(worker: EffectWorker): () => void {
    this.#all.add(worker);
    return () => void this.#all.delete(worker);
  }

  /** Who would start the effect at once. One with a key has to wait, so that another of its key finds it waiting. */
  takerOf({ kind, key, dueAt }: CheckedEffect, now: Millis): EffectWorker | undefined {
    if (key !== null || (dueAt !== null && dueAt > now)) return undefined;
    for (const worker of this.#all) if (worker.kinds.has(kind) && worker.hasRoom) return worker;
    return undefined;
  }

  /** After the commit: gives what was leased, and wakes for the rest. */
  tell(kept: readonly KeptEffect[]): void {
    for (const { kind, taken } of kept)
      if (taken !== undefined) taken.by.take(taken.effect);
      else for (const worker of this.#all) if (worker.kinds.has(kind)) worker.wake();
  }
}

/** The effect as `claim` would give it. */
export function storedEffect(
  effect: CheckedEffect,
  turn: { readonly id: bigint; readonly owner: Owner; readonly now: Millis },
): StoredEffect {
  const { kind, key, lane, body } = effect;
  const payload = JSON.parse(effect.payload) as Json; // what JSON.stringify has written
  const { id, owner, now } = turn;
  return {
    id,
    owner,
    kind,
    payload,
    key,
    lane,
    body,
    dueAt: effect.dueAt ?? now,
    attempts: 0,
    createdAt: now,
  };
}
