/** One connection to the SQLite file: statements prepared once, rows as arrays, integers exact. */

import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { engineFailure } from "./failure.ts";

/** Statements kept prepared for each connection; scans of rare shapes push out the oldest. */
const MAX_STATEMENTS = 500;

export class Connection {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws {StoreError} `engine_failure` when the file cannot be opened. */
  constructor(path: string, options: { readonly readOnly: boolean }) {
    try {
      this.database = new DatabaseSync(path, {
        readOnly: options.readOnly,
        enableForeignKeyConstraints: true,
        timeout: 10_000,
      });
    } catch (error) {
      throw engineFailure(error, `cannot open ${path}`);
    }
  }

  get isInTransaction(): boolean {
    return this.database.isTransaction;
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  first(sql: string, values: readonly SQLInputValue[] = []): SQLOutputValue[] | undefined {
    return this.#prepared(sql).get(...values) as unknown as SQLOutputValue[] | undefined; // setReturnArrays
  }

  all(sql: string, values: readonly SQLInputValue[] = []): SQLOutputValue[][] {
    return this.#prepared(sql).all(...values) as unknown as SQLOutputValue[][]; // setReturnArrays
  }

  /** @returns how many rows it changed, not counting cascades. */
  run(sql: string, values: readonly SQLInputValue[] = []): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const oldest = this.#statements.keys().next();
    if (this.#statements.size >= MAX_STATEMENTS && oldest.done !== true)
      this.#statements.delete(oldest.value);
    this.#statements.set(sql, statement);
    return statement;
  }
}
