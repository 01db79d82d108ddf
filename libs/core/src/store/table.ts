/** Tables: rows with a primary key, unique constraints, ordered indexes, foreign keys and an owner scope. */

import type { Column } from "./column.ts";

/**
 * Whose rows a table holds.
 * - `user`: each row belongs to one local user; SQL engines put the owner first in every key, and a canister holds one owner's rows only.
 * - `instance`: rows of the Directory and the Federation.
 * - `shared`: what many may refer to, kept once by each store: accounts and statuses, local or remote.
 */
export type Scope = "user" | "instance" | "shared";

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** The row of a table with these columns. */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

export interface ForeignKey {
  /** Columns of this table; they refer to the primary key of `references`. */
  readonly columns: readonly string[];
  /** The table referred to, of the same scope. A function, so that declaration order is free. */
  readonly references: () => AnyTable;
  /** What happens to this row when the row referred to is deleted. */
  readonly onDelete: "cascade";
}

export interface Table<
  C extends Columns = Columns,
  P extends keyof C & string = keyof C & string,
  I extends string = string,
  U extends string = string,
> {
  readonly name: string;
  readonly scope: Scope;
  readonly columns: C;
  readonly primaryKey: readonly P[];
  /** Constraint name -> columns. A row with `null` in one of them is not constrained. */
  readonly unique: Readonly<Record<U, readonly (keyof C & string)[]>>;
  /**
   * Index name -> columns. Every index ends, silently, with the primary key, so its order is total. A row with `null` in
   * one of the columns is not in it: what few rows have, costs the others nothing.
   */
  readonly indexes: Readonly<Record<I, readonly (keyof C & string)[]>>;
  readonly foreignKeys: readonly ForeignKey[];
}

export type AnyTable = Table<Columns, string>;
export type Row<T extends AnyTable> = RowOf<T["columns"]>;
/** The primary key of a row, as a record. */
export type Key<T extends AnyTable> = Pick<Row<T>, T["primaryKey"][number] & keyof Row<T>>;
/** What `scan` can walk: a declared index, or the primary key itself. */
export type IndexName<T extends AnyTable> = (keyof T["indexes"] & string) | "primary";

/** Declares a table. The declaration is data: engines read it, nothing is registered. */
export function table<
  const C extends Columns,
  const P extends keyof C & string,
  const I extends string = never,
  const U extends string = never,
>(
  name: string,
  declaration: {
    scope: Scope;
    columns: C;
    primaryKey: readonly P[];
    unique?: Readonly<Record<U, readonly (keyof C & string)[]>>;
    indexes?: Readonly<Record<I, readonly (keyof C & string)[]>>;
    foreignKeys?: readonly ForeignKey[];
  },
): Table<C, P, I, U> {
  return {
    name,
    scope: declaration.scope,
    columns: declaration.columns,
    primaryKey: declaration.primaryKey,
    unique: declaration.unique ?? ({} as Readonly<Record<U, readonly (keyof C & string)[]>>),
    indexes: declaration.indexes ?? ({} as Readonly<Record<I, readonly (keyof C & string)[]>>),
    foreignKeys: declaration.foreignKeys ?? [],
  };
}

/** All tables of a store at one version, and how older stores become it. */
export interface Schema {
  /** Counts up by one with every release that changes a table. */
  readonly version: number;
  readonly tables: readonly AnyTable[];
  /**
   * Changes that a declaration cannot express. New tables, new indexes and new columns (nullable or with a default)
   * need none: engines add what is declared and missing.
   */
  readonly migrations: readonly Migration[];
}

export interface Migration {
  /** The schema version that this migration leads to. */
  readonly to: number;
  readonly renameColumns?: readonly { readonly table: string; readonly from: string; readonly to: string }[];
  readonly dropTables?: readonly string[];
  readonly dropColumns?: readonly { readonly table: string; readonly column: string }[];
}
