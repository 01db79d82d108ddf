/**
 * The outbox of a canister: performs what turns have emitted, each effect in a message of its own.
 *
 * Effects are claimed in one message and performed in others, so that one that traps takes nobody along. It is noted
 * before it starts; when its lease ends and the note is still there, it has trapped, and counts as failed.
 */

import type { EffectQueue, EffectWorker, Millis, Outcome, Performer, StoredEffect } from "@mastic/core";
import { clearTimer, dueAt, setTimer } from "../engine/timers.ts";
import { ATTEMPTS, delayAfter } from "./backOff.ts";
import { now } from "./clock.ts";

const LEASE_MILLIS = 600_000;
const NS_PER_MS = 1_000_000n;
/** How many effects are under way at once. */
const CONCURRENCY = 20;

export type Performers = Readonly<Record<string, Performer>>;

export class Outbox implements EffectWorker {
  readonly kinds: ReadonlySet<string>;
  readonly leaseMillis = LEASE_MILLIS;
  readonly #effects: EffectQueue;
  readonly #performers: Performers;
  /** Each with the end of its lease. */
  readonly #underWay = new Map<bigint, Millis>();
  #timer: string | undefined;

  constructor(effects: EffectQueue, performers: Performers) {
    this.kinds = new Set(Object.keys(performers));
    this.#effects = effects;
    this.#performers = performers;
  }

  /** Goes on where the program before an upgrade was stopped: nothing of what it had under way still is. */
  async start(): Promise<void> {
    this.#effects.attach(this);
    await this.#effects.releaseLeases(now());
    await this.#plan();
  }

  get hasRoom(): boolean {
    return this.#underWay.size < CONCURRENCY;
  }

  take(effect: StoredEffect): void {
    const until = now() + LEASE_MILLIS;
    this.#underWay.set(effect.id, until);
    setTimer(0, () => this.#perform(effect, until));
    // Should that message trap, nothing else would look after the effect when its lease ends.
    this.#wakeAt(until);
  }

  wake(): void {
    this.#wakeAt(now());
  }

  #wakeAt(at: number): void {
    if (this.#timer !== undefined) {
      const due = dueAt(this.#timer);
      if (due !== undefined && due <= BigInt(at) * NS_PER_MS) return;
      clearTimer(this.#timer);
    }
    const seconds = Math.max(0, Math.ceil((at - now()) / 1_000));
    this.#timer = setTimer(seconds, () => this.#claim(), true);
  }

  async #claim(): Promise<void> {
    this.#timer = undefined;
    const limit = CONCURRENCY - this.#underWay.size;
    if (limit > 0) {
      const due = await this.#effects.claim({ now: now(), limit, leaseMillis: LEASE_MILLIS });
      for (const effect of due) {
        if (this.#underWay.has(effect.id)) await this.#settle(effect, trapped);
        else this.take(effect);
      }
    }
    await this.#plan();
  }

  async #perform(effect: StoredEffect, until: Millis): Promise<void> {
    if (now() < until) {
      const outcome = await this.#attempt(effect);
      // Once its lease has ended, it waits: what is emitted then under its key is not kept, so it must not be forgotten.
      if (this.#underWay.get(effect.id) === until && now() < until) await this.#settle(effect, outcome);
    }
    await this.#plan();
  }

  async #attempt(effect: StoredEffect): Promise<Outcome> {
    const perform = this.#performers[effect.kind];
    if (perform === undefined) return { status: "permanent", error: `Nobody performs ${effect.kind}.` };
    try {
      return await perform(effect);
    } catch (error) {
      return { status: "retry", error: error instanceof Error ? error.message : String(error) };
    }
  }

  async #settle(effect: StoredEffect, outcome: Outcome): Promise<void> {
    this.#underWay.delete(effect.id);
    const attempts = effect.attempts + 1;
    if (outcome.status !== "retry" || attempts >= ATTEMPTS) {
      if ("error" in outcome) console.error(`${effect.kind} is given up: ${outcome.error}`);
      await this.#effects.complete([effect.id]);
      return;
    }
    const dueAt = now() + Math.max(delayAfter(attempts), outcome.retryAfterMillis ?? 0);
    await this.#effects.retry([{ id: effect.id, dueAt, error: outcome.error }]);
    if (outcome.isPeerDown === true && effect.lane !== null) {
      await this.#effects.postponeLane(effect.lane, dueAt);
    }
  }

  /** Sets the timer for what is due next, unless all hands are full: who is done plans anew. */
  async #plan(): Promise<void> {
    if (!this.hasRoom) return;
    const next = await this.#effects.nextDueAt();
    if (next !== undefined) this.#wakeAt(Math.max(next, now()));
  }
}

const trapped: Outcome = { status: "retry", error: "It trapped." };
