/**
 * Makes messages trap by themselves, each at a place where none has trapped yet.
 *
 * A place is an entry point of a module with an `ic0` function that it calls there, and, for `call_perform`, the method
 * that is called; and an entry point with which of its runs it is: the 1st, the 2nd or 3rd, the 4th to 7th and so on
 * of one canister. A callback is named after the method whose answer it hears.
 */
import type { Canister } from "../canister/canister.ts";
import type { Execution } from "../execution/execution.ts";
import { isReplicated } from "../execution/mode.ts";

/** Says before each System API call, by its name, whether the execution is to trap there. */
export type Striker = (name: string) => boolean;

export class FaultSweep {
  readonly #known: Set<string>;
  /** How often each entry point of each canister has run. */
  readonly #runs = new Map<string, number>();
  /** How often each has trapped since faults were last allowed. */
  readonly #struck = new Map<string, number>();
  #left = 0;
  #leftEach = 0;

  /** @param known places where messages have trapped before */
  constructor(known: readonly string[]) {
    this.#known = new Set(known);
  }

  /** From now on at most so many messages trap, and so many of the same entry point of the same canister. */
  allow(atMost: number, ofEach: number): void {
    this.#left = atMost;
    this.#leftEach = ofEach;
    this.#struck.clear();
  }

  /**
   * @param places takes the places that the trap is the first at
   * @returns undefined where the execution must not trap: what is always rolled back, and cleanup callbacks, whose trap
   * would hide what the first one did
   */
  strikerOf(execution: Execution, entry: string, places: string[]): Striker | undefined {
    const { canister, instance, mode } = execution;
    if (!isReplicated(mode) || mode === "C") return undefined;
    const run = this.#count(canister, entry);
    const own = `${canister.key} ${entry}`;
    const struck = this.#struck.get(own) ?? 0;
    if (this.#left === 0 || struck >= this.#leftEach) return undefined;
    const module = Buffer.from(instance.module.hash).toString("hex");
    const at = `${module} ${entry}`;
    const before = new Set<string>();
    return (name) => {
      const callee = name === "call_perform" ? ` of ${execution.pending?.method ?? "nothing"}` : "";
      if (before.has(name + callee)) return false;
      before.add(name + callee);
      const fresh = [`${at}, run ${run}`, `${at}, ic0.${name}${callee}`].filter((it) => !this.#known.has(it));
      if (fresh.length === 0) return false;
      for (const place of fresh) this.#known.add(place);
      places.push(...fresh);
      this.#struck.set(own, struck + 1);
      this.#left -= 1;
      return true;
    };
  }

  /** @returns 1, 2, 4, 8 and so on: the power of two that the number of this run has reached */
  #count({ key }: Canister, entry: string): number {
    const runs = (this.#runs.get(`${key} ${entry}`) ?? 0) + 1;
    this.#runs.set(`${key} ${entry}`, runs);
    return 2 ** Math.floor(Math.log2(runs));
  }
}
