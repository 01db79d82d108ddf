/** What canisters spend between two looks at them: instructions of their messages, and cycles of their balances. */

import type { CanisterRuntime } from "@mastic/canister-runtime";
import type { Principal } from "@icp-sdk/core/principal";

const MILLION = 1e6;

export interface Spent {
  /** Millions of instructions. */
  readonly instructions: number;
  /** Millions of cycles: for instructions, messages, calls and outcalls, and for storage where time has passed. */
  readonly cycles: number;
}

export class Meter {
  readonly #runtime: CanisterRuntime;
  readonly #balances = new Map<string, { readonly canister: Principal; readonly cycles: bigint }>();

  constructor(runtime: CanisterRuntime) {
    this.#runtime = runtime;
  }

  /** From now on it is looked at as well. */
  async watch(canister: Principal): Promise<void> {
    const cycles = await this.#runtime.getCyclesBalance(canister);
    this.#balances.set(canister.toText(), { canister, cycles });
  }

  /** @returns what each canister has spent since this was last asked: cycles are known of those that are watched */
  async spent(): Promise<(canister: Principal) => Spent> {
    const instructions = new Map<string, number>();
    for (const record of await this.#runtime.takeExecutions()) {
      const name = record.canisterId.toText();
      instructions.set(name, (instructions.get(name) ?? 0) + Number(record.instructions) / MILLION);
    }
    const cycles = new Map<string, number>();
    for (const [name, { canister, cycles: before }] of [...this.#balances]) {
      const left = await this.#runtime.getCyclesBalance(canister);
      cycles.set(name, Number(before - left) / MILLION);
      await this.watch(canister);
    }
    return (canister) => {
      const name = canister.toText();
      return { instructions: instructions.get(name) ?? 0, cycles: cycles.get(name) ?? NaN };
    };
  }
}

/** What several of them come to. */
export function total(...all: readonly Spent[]): Spent {
  return {
    instructions: all.reduce((sum, it) => sum + it.instructions, 0),
    cycles: all.reduce((sum, it) => sum + it.cycles, 0),
  };
}
