/** How many files are fetched at the same time, in all and from one host: a slow host does not keep the others waiting. */

import { MediaProxyError } from "./error.ts";

export interface FetchSlotsOptions {
  readonly total: number;
  readonly perHost: number;
  /** How many may wait; the rest is told to come back. */
  readonly waiting: number;
}

interface Waiter {
  readonly host: string;
  readonly begin: () => void;
}

export class FetchSlots {
  readonly #options: FetchSlotsOptions;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Set<Waiter>();
  #total = 0;

  constructor(options: FetchSlotsOptions) {
    this.#options = options;
  }

  /**
   * Waits for a place.
   * @returns what gives it back
   * @throws {MediaProxyError} `busy`; the reason of the signal, which ends the waiting
   */
  async take(host: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (!this.#hasPlaceFor(host)) {
      if (this.#waiting.size >= this.#options.waiting)
        throw new MediaProxyError("busy", "too many files wait to be fetched");
      await this.#wait(host, signal);
    } else this.#enter(host);
    return () => this.#leave(host);
  }

  #hasPlaceFor(host: string): boolean {
    const { total, perHost } = this.#options;
    return this.#total < total && (this.#taken.get(host) ?? 0) < perHost;
  }

  #wait(host: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const refuse = (): void => {
        this.#waiting.delete(waiter);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        host,
        begin: () => {
          signal.removeEventListener("abort", refuse);
          resolve();
        },
      };
      this.#waiting.add(waiter);
      signal.addEventListener("abort", refuse, { once: true });
    });
  }

  #enter(host: string): void {
    this.#total += 1;
    this.#taken.set(host, (this.#taken.get(host) ?? 0) + 1);
  }

  #leave(host: string): void {
    this.#total -= 1;
    const left = (this.#taken.get(host) ?? 1) - 1;
    if (left === 0) this.#taken.delete(host);
    else this.#taken.set(host, left);
    // The place goes from hand to hand, so that nobody new slips in between.
    for (const waiter of this.#waiting) {
      if (!this.#hasPlaceFor(waiter.host)) continue;
      this.#waiting.delete(waiter);
      this.#enter(waiter.host);
      waiter.begin();
      return;
    }
  }
}
