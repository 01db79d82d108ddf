/** A canister's log: what it printed and why it trapped, the last 4 KiB of it (interface specification, `fetch_canister_logs`). */

export interface LogRecord {
  readonly index: bigint;
  /** Nanoseconds since the Unix epoch. */
  readonly time: bigint;
  readonly content: Uint8Array;
}

export class CanisterLog {
  readonly #limit: number;
  #records: LogRecord[] = [];
  #bytes = 0;
  #next = 0n;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(time: bigint, content: Uint8Array): void {
    const trimmed = content.slice(0, this.#limit);
    this.#records.push({ index: this.#next++, time, content: trimmed });
    this.#bytes += trimmed.length;
    while (this.#bytes > this.#limit) this.#bytes -= this.#records.shift()?.content.length ?? 0;
  }

  get records(): readonly LogRecord[] {
    return this.#records;
  }

  clear(): void {
    this.#records = [];
    this.#bytes = 0;
  }
}
