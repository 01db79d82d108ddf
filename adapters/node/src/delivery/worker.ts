/**
 * The outbox worker: performs the effects of committed turns, at least once, until they are done or given up.
 *
 * Effects without a lane run side by side; those of one lane share a limit and a circuit breaker. A host runs one
 * worker for its own work and one for deliveries, so that slow peers hold nothing up at home.
 */

import type { EffectQueue, Millis, StoredEffect } from "@mastic/core";
import { deliveryBackOff, nextAttemptAt, type BackOff } from "./backOff.ts";
import { CircuitBreaker, deliveryBreaker, type CircuitBreakerOptions } from "./circuitBreaker.ts";
import { lanes, type Lanes, type Waiting } from "./lanes.ts";
import { outcomeOfError, type Outcome } from "./outcome.ts";
import { settlement, type Settlement } from "./settlement.ts";

/** Performs one effect. What it throws counts as a failure to be tried again. */
export type Performer = (effect: StoredEffect) => Promise<Outcome>;

/** How an attempt ended for good or for now; `expired`: it failed once more, and its lifetime is over. */
export type Ending = Outcome["type"] | "expired";

export interface OutboxWorkerOptions {
  readonly effects: EffectQueue;
  /** By kind. The worker leaves other kinds alone. */
  readonly performers: Readonly<Record<string, Performer>>;
  /** How many effects run at the same time. */
  readonly concurrency: number;
  /** How many of one lane. */
  readonly laneConcurrency: number;
  readonly backOff?: BackOff;
  readonly breaker?: CircuitBreakerOptions;
  /** How long a claim hides what it took: longer than any performer needs. Two minutes when left out. */
  readonly leaseMillis?: number;
  /** How often to look for effects that other processes emitted; 5 s when left out. */
  readonly pollMillis?: number;
  /** How many effects are claimed ahead; 2,048 when left out. */
  readonly claimAhead?: number;
  readonly now?: () => Millis;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** Hears of each attempt, for logs and metrics. */
  readonly onEnding?: (effect: StoredEffect, ending: Ending, error: string | null, millis: number) => void;
  /** Hears of the store's failures; the worker carries on. */
  readonly onError?: (error: unknown) => void;
}

/** So much of a lane's work is kept claimed. */
const LANE_AHEAD_MILLIS = 10_000;
const ROOM_MILLIS = 1_000;
const PAUSE_AFTER_ERROR_MILLIS = 1_000;
/** An effect is not started when less than this share of its lease is left. */
const LEASE_MARGIN = 0.5;

export class OutboxWorker {
  readonly #effects: EffectQueue;
  readonly #performers: ReadonlyMap<string, Performer>;
  readonly #options: OutboxWorkerOptions;
  readonly #breaker: CircuitBreaker;
  readonly #backOff: BackOff;
  readonly #lanes: Lanes;
  readonly #settlement: Settlement;
  readonly #now: () => Millis;
  readonly #random: () => number;
  readonly #leaseMillis: number;
  readonly #claimAhead: number;
  readonly #inFlight = new Map<bigint, Promise<void>>();
  /** Begun, and its ending not yet durable: should its lease end, a claim brings it again. */
  readonly #unsettled = new Set<bigint>();
  #isStopping = false;
  #isWoken = false;
  #isWaitingForRoom = false;
  #rouse: () => void = () => undefined;
  #detach: () => void = () => undefined;
  #running: Promise<void> | undefined;

  constructor(options: OutboxWorkerOptions) {
    this.#options = options;
    this.#effects = options.effects;
    this.#performers = new Map(Object.entries(options.performers));
    this.#breaker = new CircuitBreaker(options.breaker ?? deliveryBreaker);
    this.#backOff = options.backOff ?? deliveryBackOff;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
    this.#leaseMillis = options.leaseMillis ?? 120_000;
    this.#claimAhead = options.claimAhead ?? 2_048;
    this.#settlement = settlement(
      this.#effects,
      (error) => options.onError?.(error),
      (ids) => {
        for (const id of ids) this.#unsettled.delete(id);
      },
    );
    this.#lanes = lanes((lane) => this.#limit(lane));
  }

  start(): void {
    if (this.#running !== undefined) return;
    const isOpen = (): boolean => !this.#isStopping && !this.#isWaitingForRoom && this.#hasRoom();
    this.#detach = this.#effects.attach({
      kinds: new Set(this.#performers.keys()),
      leaseMillis: this.#leaseMillis,
      get hasRoom() {
        return isOpen();
      },
      take: (effect) => this.#take([effect], this.#now()),
      wake: () => this.#wake(),
    });
    this.#running = this.#run();
  }

  #wake(): void {
    this.#isWoken = true;
    if (!this.#isWaitingForRoom) this.#rouse();
  }

  /**
   * Stops claiming, and waits for what is being performed, at most `graceMillis`. What was not finished is performed by
   * the next process: at once after `releaseLeases`, or when its lease ends.
   */
  async stop(graceMillis = 15_000): Promise<void> {
    this.#isStopping = true;
    this.#detach();
    this.#rouse();
    await this.#running;
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMillis)));
    await Promise.race([Promise.all(this.#inFlight.values()), grace]);
    clearTimeout(timer);
    await this.#settlement.settled();
  }

  /** How many effects are being performed, for metrics. */
  get inFlight(): number {
    return this.#inFlight.size;
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      this.#isWoken = false;
      try {
        await this.#trimSlowLanes();
        const wanted = this.#claimAhead - this.#lanes.size;
        const claimed = wanted > 0 ? await this.#claim(wanted) : 0;
        if (claimed === wanted || wanted <= 0) await this.#sleepUntilRoom();
        else await this.#sleep(await this.#millisToNextDue());
      } catch (error) {
        this.#options.onError?.(error);
        await this.#sleep(PAUSE_AFTER_ERROR_MILLIS);
      }
    }
  }

  /** One lane must not fill all that is claimed ahead: what it cannot do soon goes back, and other lanes come forward. */
  async #trimSlowLanes(): Promise<void> {
    const now = this.#now();
    if (this.#lanes.size < this.#claimAhead / 2) return;
    for (const [lane, dropped] of this.#lanes.trim(now, LANE_AHEAD_MILLIS))
      await this.#giveBack(lane, dropped, now + LANE_AHEAD_MILLIS);
  }

  /** Puts off a lane as a whole: what waits in the outbox, and what was claimed of it. */
  async #giveBack(lane: string, claimed: readonly Waiting[], until: Millis): Promise<void> {
    const now = this.#now();
    // Where the lease is over, another process may have it.
    const held = claimed.filter(({ leasedUntil }) => leasedUntil > now).map(({ effect }) => effect.id);
    if (held.length > 0) await this.#effects.release(held, until);
    await this.#effects.postponeLane(lane, until);
  }

  /** Claims, starts what may start, and returns how many effects there were. */
  async #claim(limit: number): Promise<number> {
    const now = this.#now();
    const kinds = [...this.#performers.keys()];
    const claimed = await this.#effects.claim({ now, limit, leaseMillis: this.#leaseMillis, kinds });
    this.#take(claimed, now);
    return claimed.length;
  }

  /** Puts what was leased at `now` into its lanes, and starts what may start. */
  #take(leased: readonly StoredEffect[], now: Millis): void {
    const open = new Map<string, { readonly until: Millis; readonly claimed: Waiting[] }>();
    for (const effect of leased) {
      if (this.#unsettled.has(effect.id)) continue;
      const { lane } = effect;
      const waiting = { effect, leasedUntil: now + this.#leaseMillis };
      const until = lane === null ? undefined : this.#breaker.openUntil(lane, now);
      if (lane === null || until === undefined) {
        this.#lanes.add(waiting);
        continue;
      }
      const known = open.get(lane) ?? { until, claimed: [] };
      open.set(lane, known);
      known.claimed.push(waiting);
    }
    this.#startWaiting();
    for (const [lane, { until, claimed }] of open) {
      this.#giveBack(lane, claimed, until).catch((error: unknown) => this.#options.onError?.(error));
    }
  }

  #startWaiting(): void {
    while (!this.#isStopping && this.#inFlight.size < this.#options.concurrency) {
      const now = this.#now();
      const waiting = this.#lanes.start(now);
      if (waiting === undefined) break;
      const { effect, leasedUntil } = waiting;
      const isLeaseShort = leasedUntil - now < this.#leaseMillis * LEASE_MARGIN;
      if (isLeaseShort || this.#unsettled.has(effect.id)) {
        this.#lanes.end(effect.lane, now);
        continue;
      }
      this.#unsettled.add(effect.id);
      this.#inFlight.set(effect.id, this.#attempt(effect));
    }
    if (this.#isWaitingForRoom && this.#hasRoom()) this.#rouse();
  }

  async #attempt(effect: StoredEffect): Promise<void> {
    const started = this.#now();
    const outcome = await this.#perform(effect);
    const millis = this.#now() - started;
    try {
      await this.#settle(effect, outcome, millis);
    } catch (error) {
      this.#options.onError?.(error);
    }
    this.#inFlight.delete(effect.id);
    this.#lanes.end(effect.lane, this.#now(), millis);
    this.#startWaiting();
  }

  async #perform(effect: StoredEffect): Promise<Outcome> {
    try {
      const perform = this.#performers.get(effect.kind);
      if (perform === undefined) throw new Error(`nothing performs ${effect.kind}`);
      return await perform(effect);
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  async #settle(effect: StoredEffect, outcome: Outcome, millis: number): Promise<void> {
    const opened = this.#judgeLane(effect.lane, outcome);
    let ending: Ending = outcome.type;
    if (outcome.type === "retry") {
      const now = this.#now();
      const openUntil = effect.lane === null ? undefined : this.#breaker.openUntil(effect.lane, now);
      const afterMillis = Math.max(outcome.afterMillis ?? 0, (openUntil ?? now) - now);
      const dueAt = nextAttemptAt(this.#backOff, effect, now, this.#random(), afterMillis);
      if (dueAt === undefined) ending = "expired";
      else this.#settlement.retry(effect.id, dueAt, outcome.error);
    }
    if (ending !== "retry") this.#settlement.complete(effect.id);
    this.#options.onEnding?.(effect, ending, outcome.type === "done" ? null : outcome.error, millis);
    if (opened === undefined || effect.lane === null) return;
    await this.#giveBack(effect.lane, this.#lanes.drop(effect.lane), opened);
  }

  /** @returns until when the lane is left alone, when this outcome opened its breaker. */
  #judgeLane(lane: string | null, outcome: Outcome): Millis | undefined {
    if (lane === null) return undefined;
    if (outcome.type === "retry" && outcome.isLaneFailure)
      return this.#breaker.fail(lane, this.#now(), outcome.afterMillis);
    this.#breaker.succeed(lane);
    return undefined;
  }

  #limit(lane: string | null): number {
    if (lane === null) return this.#options.concurrency;
    const state = this.#breaker.state(lane, this.#now());
    return state === "closed" ? this.#options.laneConcurrency : state === "half-open" ? 1 : 0;
  }

  async #millisToNextDue(): Promise<number> {
    const poll = this.#options.pollMillis ?? 5_000;
    const nextDueAt = await this.#effects.nextDueAt();
    // What is overdue and was not claimed is of another worker's kinds.
    const millis = nextDueAt === undefined ? poll : nextDueAt - this.#now();
    return millis <= 0 ? poll : Math.min(millis, poll);
  }

  #hasRoom(): boolean {
    return this.#lanes.size <= this.#claimAhead / 2;
  }

  async #sleepUntilRoom(): Promise<void> {
    if (this.#hasRoom()) return;
    this.#isWaitingForRoom = true;
    // Woken or not, there is no room; slow lanes are looked at again after a moment.
    this.#isWoken = false;
    await this.#sleep(ROOM_MILLIS);
    this.#isWaitingForRoom = false;
  }

  /** Until woken, or so long. */
  async #sleep(millis: number): Promise<void> {
    if (this.#isStopping || this.#isWoken) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#rouse = resolve;
      timer = setTimeout(resolve, millis);
    });
    clearTimeout(timer);
    this.#rouse = () => undefined;
  }
}
