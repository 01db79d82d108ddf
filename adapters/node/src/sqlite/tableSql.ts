/** A table as SQLite has it: its DDL, and the statements that every row goes through. */

import type { AnyTable, Column } from "@mastic/core";
import { indexColumns, type Cells } from "@mastic/core/engine";
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import { decoder, encode, sqlTypes } from "./cells.ts";

/** `"name"`, whatever it holds. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An index that must exist. */
export interface IndexSql {
  readonly name: string;
  /** The owner first, for a user's table; the primary key at the end is SQLite's own. */
  readonly columns: readonly string[];
  /** Whether rows with `null` in a column are left out. */
  readonly isPartial: boolean;
  readonly create: string;
}

export class TableSql {
  readonly table: AnyTable;
  readonly isOwned: boolean;
  readonly create: string;
  readonly indexes: readonly IndexSql[];
  readonly select: string;
  readonly get: string;
  readonly insert: string;
  readonly insertIfAbsent: string;
  readonly put: string;
  readonly delete: string;
  readonly #statements = new Map<string, string>();
  readonly #columns: readonly (readonly [string, Column<unknown>])[];
  readonly #readers: readonly {
    readonly name: string;
    readonly decode: (value: SQLOutputValue) => unknown;
  }[];

  constructor(table: AnyTable) {
    this.table = table;
    this.isOwned = table.scope === "user";
    this.#columns = Object.entries(table.columns);
    this.#readers = this.#columns.map(([name, column]) => ({ name, decode: decoder(column) }));
    const name = quoted(table.name);
    const names = [...this.#owner, ...this.#columns.map(([column]) => column)];
    const key = [...this.#owner, ...table.primaryKey];
    const list = (columns: readonly string[]): string => columns.map(quoted).join(", ");
    const rest = names.filter((column) => !key.includes(column));
    const values = `INSERT INTO ${name} (${list(names)}) VALUES (${names.map(() => "?").join(", ")})`;
    const replaced = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(", ");

    this.create = this.#createTable(key);
    this.indexes = this.#declaredIndexes();
    this.select = `SELECT ${list(this.#columns.map(([column]) => column))} FROM ${name}`;
    this.get = `${this.select} WHERE ${this.where(table.primaryKey)}`;
    this.insert = values;
    this.insertIfAbsent = `${values} ON CONFLICT DO NOTHING`;
    // Not INSERT OR REPLACE, which deletes first, and with that cascades.
    this.put = `${values} ON CONFLICT (${list(key)}) DO ${replaced === "" ? "NOTHING" : `UPDATE SET ${replaced}`}`;
    this.delete = `DELETE FROM ${name} WHERE ${this.where(table.primaryKey)}`;
  }

  /** The name of the SQL index behind a declared one; `undefined` for the primary key. */
  indexName(index: string): string | undefined {
    return index === "primary" ? undefined : `${this.table.name}_${index}`;
  }

  /** The condition that these columns, and the owner, have given values. */
  where(columns: readonly string[]): string {
    return [...this.#owner, ...columns].map((column) => `${quoted(column)} = ?`).join(" AND ");
  }

  /** One row by the columns of a unique constraint. */
  findBy(columns: readonly string[]): string {
    return this.#once(`find ${columns.join(" ")}`, () => `${this.select} WHERE ${this.where(columns)}`);
  }

  updateOf(columns: readonly string[]): string {
    return this.#once(`update ${columns.join(" ")}`, () => {
      const changes = columns.map((column) => `${quoted(column)} = ?`).join(", ");
      return `UPDATE ${quoted(this.table.name)} SET ${changes} WHERE ${this.where(this.table.primaryKey)}`;
    });
  }

  /** The same string each time: a long one made anew costs more to look up than to run. */
  #once(shape: string, write: () => string): string {
    let sql = this.#statements.get(shape);
    if (sql === undefined) this.#statements.set(shape, (sql = write()));
    return sql;
  }

  /** All values of a row, the owner first. */
  values(owner: bigint, row: Cells): SQLInputValue[] {
    const values: SQLInputValue[] = this.isOwned ? [owner] : [];
    for (const [name, column] of this.#columns) values.push(encode(column, row[name]));
    return values;
  }

  /** The values for {@link where}. */
  some(owner: bigint, columns: readonly string[], row: Cells): SQLInputValue[] {
    const values: SQLInputValue[] = this.isOwned ? [owner] : [];
    for (const name of columns) values.push(this.value(name, row[name]));
    return values;
  }

  value(name: string, value: unknown): SQLInputValue {
    const column = this.table.columns[name];
    return column === undefined ? null : encode(column, value);
  }

  row(values: readonly SQLOutputValue[]): Cells {
    const row: Record<string, unknown> = {};
    // Counted by hand: entries() makes two objects for each of the thirty columns of an account.
    let i = 0;
    for (const { name, decode } of this.#readers) row[name] = decode(values[i++] ?? null);
    return row;
  }

  /** A column as CREATE TABLE and ALTER TABLE ADD COLUMN have it; the latter with the value of rows from before. */
  columnSql(name: string, options: { readonly hasDefault: boolean }): string {
    const column = this.table.columns[name];
    if (column === undefined) return "";
    const type = `${quoted(name)} ${sqlTypes[column.kind]}${column.isNullable ? "" : " NOT NULL"}`;
    return options.hasDefault ? `${type} DEFAULT ${literal(encode(column, column.fallback))}` : type;
  }

  get #owner(): readonly string[] {
    return this.isOwned ? ["owner"] : [];
  }

  #createTable(key: readonly string[]): string {
    const { table } = this;
    const [first] = key;
    // A single integer is the row's own number; every other key is the table's order, which keeps an owner's rows together.
    const isRowId = key.length === 1 && first !== undefined && table.columns[first]?.kind === "snowflake";
    const lines = [
      ...(this.isOwned ? [`"owner" INTEGER NOT NULL`] : []),
      ...this.#columns.map(([name]) => this.columnSql(name, { hasDefault: false })),
      `PRIMARY KEY (${key.map(quoted).join(", ")})`,
      ...table.foreignKeys.map(({ columns, references }) => {
        const parent = references();
        const from = [...this.#owner, ...columns].map(quoted).join(", ");
        const to = [...this.#owner, ...parent.primaryKey].map(quoted).join(", ");
        return `FOREIGN KEY (${from}) REFERENCES ${quoted(parent.name)} (${to}) ON DELETE CASCADE`;
      }),
    ];
    const options = isRowId ? "STRICT" : "STRICT, WITHOUT ROWID";
    return `CREATE TABLE ${quoted(table.name)} (\n  ${lines.join(",\n  ")}\n) ${options}`;
  }

  #declaredIndexes(): IndexSql[] {
    const { table } = this;
    const index = (name: string, columns: readonly string[], isUnique: boolean): IndexSql => {
      const all = [...this.#owner, ...columns];
      const list = all.map(quoted).join(", ");
      const kind = isUnique ? "UNIQUE INDEX" : "INDEX";
      const present = all
        .filter((column) => table.columns[column]?.isNullable === true)
        .map((column) => `${quoted(column)} IS NOT NULL`);
      const where = present.length === 0 ? "" : ` WHERE ${present.join(" AND ")}`;
      const create = `CREATE ${kind} ${quoted(name)} ON ${quoted(table.name)} (${list})${where}`;
      return { name, columns: all, isPartial: present.length > 0, create };
    };
    const indexes = [
      ...Object.entries(table.unique).map(([name, columns]) =>
        index(`${table.name}_unique_${name}`, columns, true),
      ),
      ...Object.entries(table.indexes).map(([name, columns]) =>
        index(`${table.name}_${name}`, withoutKeyTail(table, columns), false),
      ),
    ];
    for (const { columns } of table.foreignKeys) {
      const isIndexed = ["primary", ...Object.keys(table.indexes)].some((name) => {
        const ordered = indexColumns(table, name);
        return columns.every((column, i) => ordered[i] === column);
      });
      if (!isIndexed) indexes.push(index(`${table.name}_references_${columns.join("_")}`, columns, false));
    }
    return indexes;
  }
}

/** SQLite ends every index with the primary key by itself. */
function withoutKeyTail(table: AnyTable, columns: readonly string[]): readonly string[] {
  const key = table.primaryKey;
  const start = columns.length - key.length;
  const endsWithKey = start > 0 && key.every((name, i) => columns[start + i] === name);
  return endsWithKey ? columns.slice(0, start) : columns;
}

function literal(value: SQLInputValue): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === "object") return `X'${Buffer.from(value as Uint8Array).toString("hex")}'`;
  return String(value);
}
