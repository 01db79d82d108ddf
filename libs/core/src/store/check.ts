/** What may be written: every value is checked against its column before an engine sees it. */

import type { Column, ColumnKind } from "./column.ts";
import { StoreError } from "./error.ts";
import type { AnyTable } from "./table.ts";

/** A row, key or change as engines handle it: column name -> value, after its check. */
export type Cells = Readonly<Record<string, unknown>>;

/** The greatest Snowflake: engines keep ids in signed 64-bit integers. */
const MAX_SNOWFLAKE = 0x7fff_ffff_ffff_ffffn;

/** The text as every engine can keep it: U+FFFD in place of U+0000 and of lone surrogates. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

/**
 * Whether every engine can keep the text: a lone surrogate has no UTF-8 form, and PostgreSQL cannot keep U+0000. In a
 * canister a regular expression would cost as much as all else that is done to write a row.
 */
export const isStorableText = (value: unknown): value is string =>
  typeof value === "string" && value.isWellFormed() && !value.includes("\0");

/** What a kind of column takes, and why it does not take a value. */
interface Kind {
  readonly fits: (value: unknown, column: Column<unknown>) => boolean;
  readonly fault: (value: unknown, column: Column<unknown>) => string;
}

const number: Kind = { fits: Number.isSafeInteger, fault: () => "is not a safe integer" };

/** A function for each kind: a page of a timeline checks hundreds of keys, and a canister takes as long to find the way. */
const kinds: Readonly<Record<ColumnKind, Kind>> = {
  text: {
    fits: isStorableText,
    fault: (value) => (typeof value === "string" ? "holds U+0000 or a lone surrogate" : "is not a string"),
  },
  integer: number,
  millis: number,
  snowflake: {
    fits: (value) => typeof value === "bigint" && value >= 0n && value <= MAX_SNOWFLAKE,
    fault: () => "is not an unsigned 63-bit integer",
  },
  boolean: { fits: (value) => typeof value === "boolean", fault: () => "is not a boolean" },
  enum: {
    fits: (value, { values }) => typeof value === "string" && values?.includes(value) === true,
    fault: (_, { values }) => `is none of ${(values ?? []).join(", ")}`,
  },
  blob: { fits: (value) => value instanceof Uint8Array, fault: () => "is not a Uint8Array" },
  json: { fits: isJson, fault: () => "is not JSON" },
};

function isJson(value: unknown): boolean {
  try {
    return typeof JSON.stringify(value) === "string";
  } catch {
    // A BigInt, a cycle, or a depth that exhausts the stack.
    return false;
  }
}

/** @throws {StoreError} `invalid_value`, naming the column, unless `value` fits the column `name` of `table`. */
export function checkValue(table: AnyTable, name: string, value: unknown): void {
  const column = table.columns[name];
  if (
    column !== undefined &&
    (kinds[column.kind].fits(value, column) || (value === null && column.isNullable))
  )
    return;
  const fault =
    column === undefined
      ? "is not declared"
      : value === undefined
        ? "is missing"
        : kinds[column.kind].fault(value, column);
  throw new StoreError("invalid_value", `${table.name}.${name} ${fault}`, {
    table: table.name,
    column: name,
  });
}

/** @throws {StoreError} `invalid_value` unless `row` has every column of `table`, each fitting, and no other. */
export function checkRow(table: AnyTable, row: Cells): void {
  for (const name in table.columns) checkValue(table, name, row[name]);
  for (const name in row) if (table.columns[name] === undefined) checkValue(table, name, row[name]);
}

/** @throws {StoreError} `invalid_value` unless `key` has every column of the primary key, each fitting. */
export function checkKey(table: AnyTable, key: Cells): void {
  const { primaryKey } = table;
  // By index: a page of a timeline checks hundreds of keys, and an iterator takes a canister as long as a check.
  for (let i = 0; i < primaryKey.length; i += 1) {
    const name = primaryKey[i] ?? "";
    checkValue(table, name, key[name]);
  }
}

const NOTHING: Cells = {};

/**
 * As `checkKey` of each: where the key is one column, the way to how it is checked is found once for all of a page, which
 * takes a canister as long as a check.
 */
export function checkKeys(table: AnyTable, keys: readonly Cells[]): void {
  const alone = columnAlone(table, table.primaryKey);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? NOTHING;
    if (alone === undefined || !alone.fits(key[alone.name], alone.column)) checkKey(table, key);
  }
}

/** One column and what it takes, found once for many values. */
export interface ColumnAlone {
  readonly name: string;
  readonly column: Column<unknown>;
  readonly fits: Kind["fits"];
}

/**
 * A quick look at values of one column: what fits, a whole check would let through, and what not is for that check to
 * say. To call a function for each value that calls another would take a canister twice as long.
 * @returns `undefined` where it is not one column
 */
export function columnAlone(table: AnyTable, columns: readonly string[]): ColumnAlone | undefined {
  const [name = ""] = columns;
  const column = columns.length === 1 ? table.columns[name] : undefined;
  return column === undefined ? undefined : { name, column, fits: kinds[column.kind].fits };
}

/** Whether values of which one is known to be there are no more than that: a canister counts names faster than it compares them. */
export const isOnly = (values: Cells): boolean => Object.keys(values).length === 1;

/** @throws {StoreError} `invalid_value` unless `change` holds fitting columns and leaves the primary key as `key` says. */
export function checkChange(table: AnyTable, key: Cells, change: Cells): void {
  for (const name in change) {
    checkValue(table, name, change[name]);
    if (table.primaryKey.includes(name) && change[name] !== key[name])
      throw new StoreError("invalid_value", `${table.name}.${name} is part of the primary key`, {
        table: table.name,
        column: name,
      });
  }
}

/** As `checkUnique` of each. */
export function checkUniques(table: AnyTable, constraint: string, each: readonly Cells[]): void {
  const columns = Object.hasOwn(table.unique, constraint) ? (table.unique[constraint] ?? []) : [];
  const alone = columnAlone(table, columns);
  for (let i = 0; i < each.length; i += 1) {
    const values = each[i] ?? NOTHING;
    if (alone === undefined || !alone.fits(values[alone.name], alone.column) || !isOnly(values))
      checkUnique(table, constraint, values);
  }
}

/** @throws {StoreError} `invalid_value` unless `values` has exactly the columns of the unique constraint, none of them `null`. */
export function checkUnique(table: AnyTable, constraint: string, values: Cells): readonly string[] {
  const columns = Object.hasOwn(table.unique, constraint) ? table.unique[constraint] : undefined;
  if (columns === undefined)
    throw new StoreError("invalid_scan", `${table.name} has no unique constraint ${constraint}`, {
      table: table.name,
      constraint,
    });
  for (let i = 0; i < columns.length; i += 1) checkValue(table, columns[i] ?? "", values[columns[i] ?? ""]);
  for (const name in values)
    if (!columns.includes(name))
      throw new StoreError("invalid_value", `${table.name}.${name} is not part of ${constraint}`, {
        table: table.name,
        column: name,
      });
  return columns;
}
