/** What is told of each run of a canister's code: its instructions above all. */
import type { Principal } from "@icp-sdk/core/principal";
import type { Mode } from "../execution/mode.ts";

export interface ExecutionRecord {
  readonly canisterId: Principal;
  /** The exported function, or `reply callback`, `reject callback`, `cleanup callback`, `start`. */
  readonly entry: string;
  readonly mode: Mode;
  readonly instructions: bigint;
  /** Calls of `ic0` functions. */
  readonly systemCalls: number;
  /** Calls before which a roll-back was rehearsed: all, or none. */
  readonly rehearsed: number;
  /** Pages of 4 KiB that the run changed. */
  readonly heapPages: number;
  readonly stablePages: number;
  /** Why it trapped. */
  readonly trap: string | undefined;
  /** Places where a sweep of faults made it trap, and nothing before it. */
  readonly places: readonly string[];
}

/** Records that are kept. */
const kept = 10_000;

export class ExecutionLog {
  #records: ExecutionRecord[] = [];

  add(record: ExecutionRecord): void {
    this.#records.push(record);
    if (this.#records.length > 2 * kept) this.#records = this.#records.slice(-kept);
  }

  /** The records since the last call of this function, at most the last 10,000. */
  take(): ExecutionRecord[] {
    const records = this.#records.slice(-kept);
    this.#records = [];
    return records;
  }
}
