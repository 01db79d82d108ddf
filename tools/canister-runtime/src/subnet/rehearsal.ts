/**
 * Rehearses traps: one run of a message shows what a trap at any of its System API calls would leave of it.
 *
 * Before each call, what a roll-back would put back is held against a copy from before the message. Before the calls
 * 1, 2, 4, 8 and so on, and at the end, the roll-back is carried out there and then, and undone again; at the end the
 * whole of the memories is compared, so that nothing was changed which a roll-back would not know of. What a message
 * asks for besides, such as calls and its reply, does not exist before it returns.
 */
import type { Canister } from "../canister/canister.ts";
import { CanisterRuntimeError } from "../error.ts";
import type { StableCopy } from "../execution/stable-memory.ts";
import type { Instance } from "../wasm/instance.ts";

export class Rehearsal {
  /** System API calls before which a trap was rehearsed. */
  calls = 0;
  readonly #canister: Canister;
  readonly #instance: Instance;
  readonly #entry: string;
  readonly #heap: Uint8Array;
  readonly #stable: StableCopy;
  #heapCompared = 0;
  #stableCompared = 0;

  /** Begins: nothing may have been changed since the canister's last commit point. */
  constructor(canister: Canister, instance: Instance, entry: string) {
    this.#canister = canister;
    this.#instance = instance;
    this.#entry = entry;
    this.#heap = instance.heap.read(0, instance.heap.size);
    this.#stable = canister.stable.copy();
  }

  /** @throws CanisterRuntimeError `engine` if the canister would not be as it was */
  rehearse(): void {
    this.calls += 1;
    const { heap } = this.#instance;
    const { stable } = this.#canister;
    // Once set aside, a page is not touched again: each is compared once.
    for (const { at, content } of heap.setAside(this.#heapCompared)) {
      const before = this.#heap.subarray(at, at + content.length);
      // What has been added since goes as a whole.
      if (!isEqual(content.subarray(0, before.length), before)) throw this.#broken("the heap");
    }
    this.#heapCompared = heap.touchedPages;
    if (!stable.wouldPutBack(this.#stable, this.#stableCompared)) throw this.#broken("stable memory");
    this.#stableCompared = stable.touchedPages;
    const isPowerOfTwo = (this.calls & (this.calls - 1)) === 0;
    if (isPowerOfTwo) this.#carryOut();
  }

  /** At the end of the message. @throws CanisterRuntimeError `engine` if the canister would not be as it was */
  end(): void {
    this.#carryOut();
  }

  #carryOut(): void {
    const { heap } = this.#instance;
    heap.rehearseRollBack((rolledBack) => {
      if (!isEqual(rolledBack, this.#heap)) throw this.#broken("the heap");
    });
    if (!this.#canister.stable.rehearseRollBack(this.#stable)) throw this.#broken("stable memory");
    if (!this.#instance.rehearseRollBack()) throw this.#broken("a global");
  }

  #broken(part: string): CanisterRuntimeError {
    return new CanisterRuntimeError(
      "engine",
      `${part} would not be as it was if ${this.#entry} of ${this.#canister.id.toText()} trapped at call ${this.calls}`,
    );
  }
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
