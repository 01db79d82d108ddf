/** Reading and changing rows on one connection, inside a transaction that somebody else began. */

import { StoreError, type AnyTable, type Owner } from "@mastic/core";
import {
  checkChange,
  checkKey,
  checkRow,
  checkUnique,
  cursor,
  planRange,
  planScan,
  stretches,
  type AnyScan,
  type Cells,
  type RowWriter,
  type ScanPlan,
  type Stretch,
} from "@mastic/core/engine";
import type { SQLInputValue } from "node:sqlite";
import type { Connection } from "./connection.ts";
import { statementError } from "./failure.ts";
import { quoted, type TableSql } from "./tableSql.ts";

export class SqliteRows implements RowWriter {
  readonly #connection: Connection;
  readonly #tables: ReadonlyMap<AnyTable, TableSql>;

  constructor(connection: Connection, tables: ReadonlyMap<AnyTable, TableSql>) {
    this.#connection = connection;
    this.#tables = tables;
  }

  checkTable(table: AnyTable): void {
    this.#sql(table);
  }

  get(owner: Owner, table: AnyTable, key: Cells): Cells | undefined {
    checkKey(table, key);
    const sql = this.#sql(table);
    return this.#first(sql, sql.get, sql.some(owner, table.primaryKey, key));
  }

  find(owner: Owner, table: AnyTable, constraint: string, values: Cells): Cells | undefined {
    const columns = checkUnique(table, constraint, values);
    const sql = this.#sql(table);
    return this.#first(sql, sql.findBy(columns), sql.some(owner, columns, values));
  }

  scan(owner: Owner, table: AnyTable, options: AnyScan): { rows: Cells[]; next?: Cells } {
    const plan = planScan(table, options);
    const sql = this.#sql(table);
    const parts = stretches(plan);
    if (plan.reverse) parts.reverse();
    const found: Cells[] = [];
    for (const part of parts) {
      const wanted = plan.limit + 1 - found.length;
      if (wanted === 0) break;
      const { from, where, values } = this.#stretch(sql, owner, plan, part);
      const order = plan.columns
        .slice(part.equals.length)
        .map((name) => `${quoted(name)}${plan.reverse ? " DESC" : ""}`)
        .join(", ");
      // A bound LIMIT would make SQLite prepare the statement anew each time, which costs more than a small scan.
      const query = `${sql.select}${from}${where}${order === "" ? "" : ` ORDER BY ${order}`} LIMIT ${wanted}`;
      for (const row of this.#all(sql, query, values)) found.push(sql.row(row));
    }
    const rows = found.slice(0, plan.limit);
    const last = rows.at(-1);
    return found.length > plan.limit && last !== undefined ? { rows, next: cursor(plan, last) } : { rows };
  }

  count(owner: Owner, table: AnyTable, options: Omit<AnyScan, "limit">): number {
    const plan = planRange(table, options);
    const sql = this.#sql(table);
    let total = 0;
    for (const part of stretches(plan)) {
      const { from, where, values } = this.#stretch(sql, owner, plan, part);
      const query = `SELECT count(*) FROM ${quoted(table.name)}${from}${where}`;
      total += Number(this.#all(sql, query, values)[0]?.[0] ?? 0);
    }
    return total;
  }

  insert(owner: Owner, table: AnyTable, row: Cells): void {
    checkRow(table, row);
    const sql = this.#sql(table);
    this.#run(sql, sql.insert, sql.values(owner, row));
  }

  insertIfAbsent(owner: Owner, table: AnyTable, row: Cells): boolean {
    checkRow(table, row);
    const sql = this.#sql(table);
    return this.#run(sql, sql.insertIfAbsent, sql.values(owner, row)) > 0;
  }

  put(owner: Owner, table: AnyTable, row: Cells): void {
    checkRow(table, row);
    const sql = this.#sql(table);
    this.#run(sql, sql.put, sql.values(owner, row));
  }

  update(owner: Owner, table: AnyTable, key: Cells, change: Cells): boolean {
    checkKey(table, key);
    checkChange(table, key, change);
    const sql = this.#sql(table);
    const columns = Object.keys(change).filter((name) => !table.primaryKey.includes(name));
    const where = sql.some(owner, table.primaryKey, key);
    if (columns.length === 0) return this.#first(sql, sql.get, where) !== undefined;
    const changes = columns.map((name) => sql.value(name, change[name]));
    return this.#run(sql, sql.updateOf(columns), [...changes, ...where]) > 0;
  }

  delete(owner: Owner, table: AnyTable, key: Cells): boolean {
    checkKey(table, key);
    const sql = this.#sql(table);
    return this.#run(sql, sql.delete, sql.some(owner, table.primaryKey, key)) > 0;
  }

  #stretch(
    sql: TableSql,
    owner: Owner,
    plan: Pick<ScanPlan, "index" | "columns">,
    { equals, above, below }: Stretch,
  ): { from: string; where: string; values: SQLInputValue[] } {
    const terms: string[] = sql.isOwned ? [`"owner" = ?`] : [];
    const values: SQLInputValue[] = sql.isOwned ? [owner] : [];
    const term = (column: string, operator: string, value: unknown): void => {
      terms.push(`${quoted(column)} ${operator} ?`);
      values.push(sql.value(column, value));
    };
    for (const [i, value] of equals.entries()) term(plan.columns[i] ?? "", "=", value);
    const next = plan.columns[equals.length] ?? "";
    if (above !== undefined) term(next, ">", above);
    if (below !== undefined) term(next, "<", below);
    // An index that leaves rows out is walked only by a query that does not want them.
    for (const column of plan.columns)
      if (sql.table.columns[column]?.isNullable === true) terms.push(`${quoted(column)} IS NOT NULL`);
    const index = sql.indexName(plan.index);
    return {
      from: index === undefined ? "" : ` INDEXED BY ${quoted(index)}`,
      where: terms.length === 0 ? "" : ` WHERE ${terms.join(" AND ")}`,
      values,
    };
  }

  #first(sql: TableSql, query: string, values: readonly SQLInputValue[]): Cells | undefined {
    try {
      const found = this.#connection.first(query, values);
      return found === undefined ? undefined : sql.row(found);
    } catch (error) {
      throw statementError(error, sql.table);
    }
  }

  #all(sql: TableSql, query: string, values: readonly SQLInputValue[]): ReturnType<Connection["all"]> {
    try {
      return this.#connection.all(query, values);
    } catch (error) {
      throw statementError(error, sql.table);
    }
  }

  #run(sql: TableSql, query: string, values: readonly SQLInputValue[]): number {
    try {
      // A full disk ends the transaction: what a turn wrote after that would be kept by itself.
      if (!this.#connection.isInTransaction)
        throw new StoreError("engine_failure", "the transaction was lost to an earlier error");
      return this.#connection.run(query, values);
    } catch (error) {
      throw statementError(error, sql.table);
    }
  }

  #sql(table: AnyTable): TableSql {
    const sql = this.#tables.get(table);
    if (sql === undefined)
      throw new StoreError("unknown_table", `${table.name} is not part of the schema`, {
        table: table.name,
      });
    return sql;
  }
}
