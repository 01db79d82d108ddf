/** Connections for views: each view reads one snapshot of the write-ahead log, whatever the writer does meanwhile. */

import { StoreError } from "@mastic/core";
import { Connection } from "./connection.ts";

const MAX_READERS = 8;

export class Readers {
  readonly #path: string;
  readonly #idle: Connection[] = [];
  readonly #waiting: ((connection: Connection | undefined) => void)[] = [];
  #open = 0;
  #isClosed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Runs `read` in a read transaction. It waits while all connections are busy. */
  async use<R>(read: (connection: Connection) => Promise<R>): Promise<R> {
    const connection = await this.#take();
    try {
      connection.run("BEGIN");
      return await read(connection);
    } finally {
      if (connection.isInTransaction) connection.run("ROLLBACK");
      this.#give(connection);
    }
  }

  /** Refuses new views, and closes each connection when its view ends. */
  close(): void {
    this.#isClosed = true;
    for (const connection of this.#idle.splice(0)) connection.close();
    for (const refuse of this.#waiting.splice(0)) refuse(undefined);
  }

  async #take(): Promise<Connection> {
    if (this.#isClosed) throw new StoreError("closed", "the store is closed");
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#open < MAX_READERS) {
      const connection = new Connection(this.#path, { readOnly: true });
      this.#open += 1;
      return connection;
    }
    const given = await new Promise<Connection | undefined>((resolve) => this.#waiting.push(resolve));
    if (given === undefined) throw new StoreError("closed", "the store is closed");
    return given;
  }

  #give(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next(connection);
    else if (this.#isClosed) connection.close();
    else this.#idle.push(connection);
  }
}
